import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { ApiClient } from '../api/api-client';
import { Drawer } from '../shell/drawer';
import { SessionMenu } from '../sessions/session-menu';
import { SessionsStore } from '../sessions/sessions-store';
import { SpacesStore } from '../spaces/spaces-store';
import { ReceiptSheets } from '../receipt/receipt-sheets';
import { Composer } from '../ui/composer';
import { FollowEnd } from '../ui/follow-end';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { Skeleton } from '../ui/skeleton';
import { AnswerSpeaker } from './answer-speaker';
import type { Conversation, ShownMessage } from './conversation';
import { ConversationStore } from './conversation-store';
import { degradedSentences } from './degraded-words';
import type { Suggestion } from './empty-state';
import { EmptyState } from './empty-state';
import { MemorySheets } from './memory-sheets';
import { MessageList } from './message-list';
import { StatusBanners } from './status-banners';
import { TurnStore } from './turn-store';

const HIGHLIGHT_FOR = 2_000;

/** One conversation: its title, its messages, and the composer below. */
@Component({
  selector: 'mc-chat-page',
  imports: [
    Composer,
    EmptyState,
    FollowEnd,
    Icon,
    IconButton,
    MessageList,
    RouterLink,
    SessionMenu,
    Skeleton,
    StatusBanners,
  ],
  providers: [AnswerSpeaker],
  templateUrl: './chat-page.html',
  styleUrl: './chat-page.scss',
  host: { '(document:keydown.escape)': 'escape($event)' },
})
export class ChatPage {
  /** From the address: null for a new conversation. */
  readonly id = input(null, { transform: (id: string | undefined) => id ?? null });

  protected readonly turns = inject(TurnStore);
  protected readonly drawer = inject(Drawer);
  protected readonly highlighted = signal<string | null>(null);
  /** From the address: `m-` and the id of the message to show. */
  private readonly fragment = toSignal(inject(ActivatedRoute).fragment);
  private readonly conversations = inject(ConversationStore);
  private readonly sessions = inject(SessionsStore);
  private readonly spaces = inject(SpacesStore);
  private readonly sheets = inject(MemorySheets);
  private readonly receipts = inject(ReceiptSheets);
  private readonly injector = inject(Injector);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly composer = viewChild(Composer);
  private readonly scroll = viewChild.required(FollowEnd);
  private readingOlder = false;

  protected readonly conversation = this.conversations.current;
  protected readonly session = computed(() => this.sessions.find(this.conversation().id()));
  protected readonly title = computed(() => this.session()?.title ?? '');
  protected readonly scrolled = computed(() => this.scroll().below());
  protected readonly canGoToEnd = computed(
    () => !this.scroll().following() && this.conversation().messages().length > 0,
  );

  constructor() {
    inject(AnswerSpeaker);
    const returns = inject(ApiClient).returns;
    effect(() => {
      const id = this.id();
      untracked(() => void this.open(id));
    });
    effect(() => {
      const fragment = this.fragment();
      const ready = this.conversation().state() === 'ready';
      if (ready && fragment?.startsWith('m-')) untracked(() => void this.reveal(fragment.slice(2)));
    });
    effect(() => {
      // A link may lead into another space, and the conversation on show may move.
      const space = this.session()?.space;
      if (space !== undefined) untracked(() => this.spaces.choose(space));
    });
    effect(() => {
      document.title = this.title() ? `${this.title()} · Memocha` : 'Memocha';
    });
    effect(() => {
      // The server is there again: what could not be read before can be read now.
      if (returns() > 0) untracked(() => void this.reload());
      untracked(() => this.conversation().notice.set(null));
    });
  }

  protected send(text: string): void {
    this.scroll().toEnd();
    void this.turns.send(this.conversation(), text);
  }

  protected scrollToEnd(): void {
    this.scroll().toEnd();
    this.composer()?.focus();
  }

  protected choose(suggestion: Suggestion): void {
    if (suggestion.complete) return this.send(suggestion.text);
    this.conversation().draft.set(suggestion.text);
    this.afterRender(() => this.composer()?.focus());
  }

  protected showMemories(answer: ShownMessage): void {
    const question = this.conversation().questionOf(answer.key)?.text ?? '';
    void this.sheets.open(answer.memories, question);
  }

  protected showReceipt({ id }: ShownMessage): void {
    if (id) void this.receipts.open(id, degradedSentences);
  }

  protected escape(event: Event): void {
    // A menu or a sheet that closes has taken this key already.
    if (!event.defaultPrevented) void this.turns.stop(this.conversation());
  }

  protected async reload(): Promise<void> {
    const conversation = this.conversation();
    if (conversation.turn() || conversation.id() === null) return;
    await this.conversations.load(conversation);
    await this.turns.resume(conversation);
  }

  protected async readOlder(): Promise<void> {
    const conversation = this.conversation();
    if (this.readingOlder || conversation.older() === null) return;
    this.readingOlder = true;
    const settle = this.scroll().anchor();
    const read = await this.conversations.loadOlder(conversation);
    this.readingOlder = false;
    if (read && conversation === this.conversation()) this.afterRender(settle);
  }

  private async open(id: string | null): Promise<void> {
    const before = this.conversations.current();
    const shown = this.conversations.show(id);
    const conversation = this.conversations.current();
    if (conversation !== before || conversation.messages().length === 0) this.arrive(conversation);
    if (id !== null && !this.sessions.find(id)) this.sessions.refresh(id).catch(() => undefined);
    await shown;
    await this.turns.resume(conversation);
  }

  private arrive(conversation: Conversation): void {
    const place = conversation.place;
    this.afterRender(() => {
      this.scroll().restore(place);
      // On a phone the keyboard would cover what one came to read.
      if (!matchMedia('(hover: none)').matches) this.composer()?.focus();
    });
  }

  private async reveal(messageId: string): Promise<void> {
    const conversation = this.conversation();
    const there = await this.conversations.reach(conversation, messageId);
    if (conversation !== this.conversation()) return;
    if (!there) {
      conversation.notice.set('That message is no longer here.');
      return;
    }
    this.afterRender(() => {
      const target = this.element.querySelector(`#m-${CSS.escape(messageId)}`);
      if (target) this.scroll().reveal(target);
      this.highlighted.set(messageId);
      setTimeout(() => this.highlighted.set(null), HIGHLIGHT_FOR);
    });
  }

  private afterRender(then: () => void): void {
    afterNextRender(then, { injector: this.injector });
  }
}
