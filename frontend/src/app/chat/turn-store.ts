import { inject, Service } from '@angular/core';
import { Router } from '@angular/router';
import { ApiError } from '../api/api-error';
import { MessagesApi } from '../api/messages-api';
import { newId } from '../api/new-id';
import { SessionsStore } from '../sessions/sessions-store';
import { StatusStore } from '../status/status-store';
import type { Conversation, ShownMessage } from './conversation';
import { ConversationStore } from './conversation-store';
import { notAccepted, toMessageError } from './error-words';
import { followTurn, settle } from './follow-turn';
import { RunningTurn } from './running-turn';

/** Waits before a broken connection is taken up again, in milliseconds. */
const RECONNECT_AFTER = [500, 1_500, 4_000, 8_000];

/** Sends messages and follows their answers, each in its own conversation, on show or not. */
@Service()
export class TurnStore {
  private readonly api = inject(MessagesApi);
  private readonly sessions = inject(SessionsStore);
  private readonly conversations = inject(ConversationStore);
  private readonly status = inject(StatusStore);
  private readonly router = inject(Router);

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
    const question = conversation.questionOf(answer.key);
    if (conversation.turn() || !question) return;
    // Said by another program that gave no id: it can only be said again.
    if (question.requestId === null) return this.send(conversation, question.text);
    // What there is of the answer stays until the server has begun another.
    conversation.change(answer.key, { status: 'streaming', error: null });
    await this.join(conversation, question.requestId, question.text, answer);
  }

  /** After a reload: takes up the answer that the server is still writing, if there is one. */
  async resume(conversation: Conversation): Promise<void> {
    const last = conversation.messages().at(-1);
    if (conversation.turn() || last?.status !== 'streaming') return;
    const question = conversation.questionOf(last.key);
    if (!question?.requestId) return;
    await this.join(conversation, question.requestId, question.text, last);
  }

  /** Ends the answer and keeps its text; before the server knows the turn, as soon as it does. */
  async stop(conversation: Conversation): Promise<void> {
    const turn = conversation.turn();
    if (!turn || turn.stopping()) return;
    turn.stopping.set(true);
    await this.tellToStop(turn);
  }

  /** Takes part in a turn that the server knows. */
  private join(
    conversation: Conversation,
    requestId: string,
    text: string,
    answer: ShownMessage,
  ): Promise<void> {
    const turn = new RunningTurn(requestId, text, answer.key, true);
    // Perhaps it is being written still: then this is its beginning.
    if (answer.status === 'streaming') turn.text.set(answer.text);
    conversation.turn.set(turn);
    return this.run(conversation, turn);
  }

  private async run(conversation: Conversation, turn: RunningTurn): Promise<void> {
    while (conversation.turn() === turn) {
      try {
        if (await this.connect(conversation, turn)) return;
      } catch (error) {
        if (turn.connection.signal.aborted) return;
        if (!turn.accepted) {
          return this.giveBack(conversation, turn, error);
        }
        const wait = RECONNECT_AFTER[turn.broken++];
        if ((error instanceof ApiError && !error.offline) || wait === undefined) {
          this.lose(conversation, turn, error);
          return;
        }
        turn.phase.set('reconnecting');
        await new Promise((resume) => setTimeout(resume, wait));
      }
    }
  }

  /** One connection. @returns once the turn is over. @throws when the connection breaks before. */
  private async connect(conversation: Conversation, turn: RunningTurn): Promise<boolean> {
    const id = conversation.id() ?? (await this.begin(conversation, turn));
    const said = { text: turn.question, requestId: turn.requestId };
    const events = await this.api.send(id, said, turn.connection.signal);
    const onMeta = (): void => this.accepted(conversation, turn);
    const finishReason = await followTurn(conversation, turn, events, onMeta);
    settle(conversation, turn, finishReason);
    this.refresh(conversation);
    return true;
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
    turn.broken = 0;
    this.refresh(conversation);
    // What was missing may be missing still: the page then says so, until it is there again.
    if (conversation.messages().at(-1)?.degraded.length) void this.status.check();
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
