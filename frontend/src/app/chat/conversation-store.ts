import { inject, Service, signal } from '@angular/core';
import { ApiError } from '../api/api-error';
import { MessagesApi } from '../api/messages-api';
import { SessionsStore } from '../sessions/sessions-store';
import { Markdown } from '../ui/markdown';
import { Conversation } from './conversation';

const OLDER_PAGE = 100;
/** How far back a link to a message is followed: 20 pages of 100. */
const SEARCHED_PAGES = 20;

/** All conversations that were opened since the page was loaded, and the one on show. */
@Service()
export class ConversationStore {
  private readonly api = inject(MessagesApi);
  private readonly markdown = inject(Markdown);
  private readonly sessions = inject(SessionsStore);
  private readonly opened = new Map<string, Conversation>();
  private fresh = new Conversation(null);
  private readonly shown = signal(this.fresh);

  /** The one on show. */
  readonly current = this.shown.asReadonly();

  constructor() {
    // Both live as long as the page: nothing to unsubscribe.
    this.sessions.removed.subscribe((id) => this.drop(id));
    this.sessions.cleared.subscribe((id) => {
      this.drop(id);
      if (this.current().id() === id) void this.show(id);
    });
  }

  /** The conversation with this id, if it was opened. */
  find(id: string): Conversation | undefined {
    return this.opened.get(id);
  }

  /** Shows the conversation with this id, or a new one for null; resolves when it is there. */
  async show(id: string | null): Promise<void> {
    if (id === null) {
      // One whose first message is on its way is no longer new.
      if (this.fresh.turn()) this.fresh = new Conversation(null);
      this.shown.set(this.fresh);
      return;
    }
    const known = this.opened.get(id);
    const conversation = known ?? new Conversation(id);
    this.opened.set(id, conversation);
    this.shown.set(conversation);
    if (!conversation.turn()) await this.load(conversation);
  }

  /** The new conversation has become a session. */
  adopt(conversation: Conversation, id: string): void {
    conversation.id.set(id);
    this.opened.set(id, conversation);
    if (this.fresh === conversation) this.fresh = new Conversation(null);
  }

  /**
   * Makes it the new conversation again, without a session.
   * @returns false where another new one has words in it, which would be lost.
   */
  renew(conversation: Conversation): boolean {
    const id = conversation.id();
    const fresh = this.fresh;
    if (fresh.turn() || fresh.draft()) return false;
    if (id !== null) this.opened.delete(id);
    conversation.id.set(null);
    this.fresh = conversation;
    if (this.current() === fresh) this.shown.set(conversation);
    return true;
  }

  /** Reads the newest messages; what is shown stays until they are there. */
  async load(conversation: Conversation): Promise<void> {
    const id = conversation.id();
    if (id === null) return;
    if (conversation.messages().length === 0) conversation.state.set('loading');
    try {
      const [page] = await Promise.all([this.api.list(id, null), this.markdown.load()]);
      // A turn that began meanwhile knows more than this page.
      if (!conversation.turn()) conversation.takeNewest(page);
      conversation.state.set('ready');
    } catch (error) {
      // Words for both are on the page; what was read before stays readable.
      const missing = error instanceof ApiError && [400, 404].includes(error.status);
      if (missing) conversation.state.set('missing');
      else if (conversation.state() === 'loading') conversation.state.set('failed');
    }
  }

  /** Reads older messages. @returns false when there are none or they could not be read. */
  async loadOlder(conversation: Conversation): Promise<boolean> {
    const [id, cursor] = [conversation.id(), conversation.older()];
    if (id === null || cursor === null) return false;
    try {
      const page = await this.api.list(id, cursor, OLDER_PAGE);
      if (conversation.older() === cursor) conversation.takeOlder(page);
      return true;
    } catch {
      // The banner says that the server is away; scrolling up again tries again.
      return false;
    }
  }

  /** Reads back until this message is there, within bounds. @returns whether it is. */
  async reach(conversation: Conversation, messageId: string): Promise<boolean> {
    for (let page = 0; page <= SEARCHED_PAGES; page++) {
      if (conversation.messages().some((message) => message.id === messageId)) return true;
      if (!(await this.loadOlder(conversation))) return false;
    }
    return false;
  }

  private drop(id: string): void {
    this.opened.get(id)?.turn()?.connection.abort();
    this.opened.delete(id);
  }
}
