import { inject, Service } from '@angular/core';
import { Router } from '@angular/router';
import { ApiError } from '../api/api-error';
import type { ChatEvent } from '../api/chat-event';
import { MessagesApi } from '../api/messages-api';
import { newId } from '../api/new-id';
import { SessionsStore } from '../sessions/sessions-store';
import { StatusStore } from '../status/status-store';
import type { Conversation, ShownMessage } from './conversation';
import { ConversationStore } from './conversation-store';
import { notAccepted, toMessageError } from './error-words';
import { followTurn, settle } from './follow-turn';
import { onConnection, untilOnline } from './on-connection';
import { RunningTurn } from './running-turn';
import { TabNews } from './tab-news';

/** Waits before a broken connection is taken up again, in milliseconds: a minute in all. */
const RECONNECT_AFTER = [500, 1_000, 2_000, 4_000, ...new Array<number>(7).fill(8_000)];

/** Sends messages and follows their answers, each in its own conversation, on show or not. */
@Service()
export class TurnStore {
  private readonly api = inject(MessagesApi);
  private readonly sessions = inject(SessionsStore);
  private readonly conversations = inject(ConversationStore);
  private readonly status = inject(StatusStore);
  private readonly router = inject(Router);
  private readonly news = inject(TabNews);

  constructor() {
    this.news.listen((sessionId) => void this.hear(sessionId));
  }

  /** Says something; the words stand there at once and come back when they are not accepted. */
  async send(conversation: Conversation, text: string): Promise<void> {
    if (conversation.turn()) return;
    const again = conversation.unsent?.text === text ? conversation.unsent.requestId : null;
    const requestId = again ?? newId();
    conversation.unsent = { requestId, text };
    conversation.draft.set('');
    conversation.notice.set(null);
    const turn = new RunningTurn(requestId, text, newId(), false);
    conversation.begin(turn);
    await this.run(conversation, turn);
  }

  /** Asks again for an answer that failed or was cut, under the same request id. */
  async retry(conversation: Conversation, answer: ShownMessage): Promise<void> {
    if (answer.status === 'streaming') return this.resume(conversation);
    const question = conversation.questionOf(answer.key);
    if (conversation.turn() || !question) return;
    // Said by another program that gave no id: it can only be said again.
    if (question.requestId === null) return this.send(conversation, question.text);
    await this.takeUp(conversation, answer);
  }

  /** Lets the model go on with an answer that is not whole; what there is of it stays. */
  async continue(conversation: Conversation, answer: ShownMessage): Promise<void> {
    if (conversation.turn()) return;
    await this.takeUp(conversation, answer, (turn) => (turn.continues = answer.id));
  }

  /** Takes up the answer that the server is still writing, after a reload or from another tab. */
  async resume(conversation: Conversation): Promise<void> {
    const last = conversation.messages().at(-1);
    if (conversation.turn() || last?.status !== 'streaming') return;
    await this.takeUp(conversation, last, (turn) => {
      turn.streamId = last.id;
      turn.announced = true;
      // This is its beginning.
      turn.text.set(last.text);
      turn.phase.set(last.text ? 'writing' : 'waiting');
    });
  }

  /** Ends the answer and keeps its text; before the server knows the turn, as soon as it does. */
  async stop(conversation: Conversation): Promise<void> {
    const turn = conversation.turn();
    if (!turn || turn.stopping()) return;
    turn.stopping.set(true);
    await this.tellToStop(turn);
  }

  /** Begins a turn for an answer that stands there; what there is of it stays until it is told anew. */
  private takeUp(
    conversation: Conversation,
    answer: ShownMessage,
    prepare?: (turn: RunningTurn) => void,
  ): Promise<void> {
    const { requestId, text } = conversation.questionOf(answer.key) ?? {};
    const turn = new RunningTurn(requestId ?? newId(), text ?? '', answer.key, true);
    prepare?.(turn);
    conversation.change(answer.key, { status: 'streaming', error: null });
    conversation.turn.set(turn);
    return this.run(conversation, turn);
  }

  private async run(conversation: Conversation, turn: RunningTurn): Promise<void> {
    while (conversation.turn() === turn) {
      try {
        await this.connect(conversation, turn);
        return;
      } catch (error) {
        if (turn.connection.signal.aborted) return;
        if (!turn.accepted) return this.giveBack(conversation, turn, error);
        // The server knows this event no more: then from the start.
        if (isUnknownPlace(error)) turn.lastEventId = undefined;
        const wait = RECONNECT_AFTER[turn.break() - 1];
        if (!mayComeBack(turn, error) || wait === undefined) {
          this.lose(conversation, turn, error);
          return;
        }
        await untilOnline(wait);
      }
    }
  }

  /** One connection, until the turn is over. @throws when it breaks before. */
  private connect(conversation: Conversation, turn: RunningTurn): Promise<void> {
    return onConnection(turn.connection.signal, async (signal) => {
      const events = await this.open(conversation, turn, signal);
      const onMeta = (): void => this.accepted(conversation, turn);
      const finishReason = await followTurn(conversation, turn, events, onMeta);
      settle(conversation, turn, finishReason);
      this.refresh(conversation);
    });
  }

  private async open(
    conversation: Conversation,
    turn: RunningTurn,
    signal: AbortSignal,
  ): Promise<AsyncIterable<ChatEvent>> {
    const { streamId, continues, lastEventId, question: text, requestId } = turn;
    if (streamId !== null) return this.api.follow(streamId, lastEventId, signal);
    if (continues !== null) return this.api.continue(continues, signal);
    const id = conversation.id() ?? (await this.begin(conversation, turn));
    return this.api.send(id, { text, requestId }, signal);
  }

  /** Makes the session that a first message needs, and goes to its address. */
  private async begin(conversation: Conversation, turn: RunningTurn): Promise<string> {
    const { id } = await this.sessions.create();
    turn.madeSession = true;
    this.conversations.adopt(conversation, id);
    if (this.conversations.current() === conversation) await this.router.navigate(['/c', id]);
    return id;
  }

  private accepted(conversation: Conversation, turn: RunningTurn): void {
    conversation.unsent = null;
    this.refresh(conversation);
    const id = conversation.id();
    // Whoever follows an answer that another tab has told of has nothing to tell.
    if (id !== null && !turn.announced) this.news.tell(id);
    turn.announced = true;
    // What was missing may be missing still: the page then says so, until it is there again.
    if (conversation.messages().at(-1)?.degraded.length) this.status.suspect();
    if (turn.stopping()) void this.tellToStop(turn);
  }

  private async tellToStop(turn: RunningTurn): Promise<void> {
    if (turn.streamId === null) return;
    try {
      await this.api.stop(turn.streamId);
    } catch (error) {
      // Unknown: it has ended by itself. Otherwise the button is offered again.
      if (!(error instanceof ApiError) || error.status !== 404) turn.stopping.set(false);
    }
  }

  private async giveBack(
    conversation: Conversation,
    turn: RunningTurn,
    error: unknown,
  ): Promise<void> {
    conversation.turn.set(null);
    conversation.messages.update((all) => all.slice(0, -2));
    const typed = conversation.draft();
    conversation.draft.set(typed ? `${turn.question}\n${typed}` : turn.question);
    conversation.notice.set(notAccepted(error));
    if (turn.madeSession && refused(error)) await this.unmake(conversation);
  }

  /** Takes away the session of a first message that was refused, for nothing was said in it. */
  private async unmake(conversation: Conversation): Promise<void> {
    const id = conversation.id();
    if (id === null || !this.conversations.renew(conversation)) return;
    if (this.conversations.current() === conversation) await this.router.navigate(['/']);
    // Where that fails an empty chat stays, as it would have anyway.
    await this.sessions.delete(id).catch(() => undefined);
  }

  private lose(conversation: Conversation, turn: RunningTurn, error: unknown): void {
    turn.error = toMessageError(error);
    settle(conversation, turn, 'error');
    // It stands otherwise than this page thought.
    if (error instanceof ApiError && [404, 409].includes(error.status))
      void this.conversations.load(conversation);
  }

  /** Something was said in another tab: it is shown here, too. */
  private async hear(sessionId: string): Promise<void> {
    this.sessions.refresh(sessionId).catch(() => undefined);
    const conversation = this.conversations.find(sessionId);
    if (!conversation || conversation.turn()) return;
    await this.conversations.load(conversation);
    await this.resume(conversation);
  }

  /** The list learns the title that the server made, and the date; a failure leaves the old ones. */
  private refresh(conversation: Conversation): void {
    const id = conversation.id();
    if (id !== null) this.sessions.refresh(id).catch(() => undefined);
  }
}

/** Whether the server has read the message and will not have it. */
function refused(error: unknown): boolean {
  return error instanceof ApiError && !error.offline && error.status >= 400 && error.status < 500;
}

/** Whether the server has this stream, and not that event of it. */
function isUnknownPlace(error: unknown): boolean {
  return error instanceof ApiError && error.code.startsWith('last_event_id_');
}

/** Whether the same again may succeed: the connection broke, or the server cannot just now. */
function mayComeBack(turn: RunningTurn, error: unknown): boolean {
  if (!(error instanceof ApiError) || error.offline || isUnknownPlace(error)) return true;
  return turn.streamId !== null && (error.status >= 500 || error.status === 429);
}
