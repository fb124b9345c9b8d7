import type { ChatEvent } from '../api/chat-event';
import type { MessageStatus } from '../api/models';
import type { Conversation } from './conversation';
import type { RunningTurn } from './running-turn';

/**
 * Takes the events of one connection into the conversation.
 * @returns the reason of the `done` event.
 * @throws when the stream ends without one.
 */
export async function followTurn(
  conversation: Conversation,
  turn: RunningTurn,
  events: AsyncIterable<ChatEvent>,
  onMeta: () => void,
): Promise<string> {
  turn.mend();
  for await (const event of events) {
    turn.lastEventId = event.id ?? turn.lastEventId;
    turn.broken = 0;
    if (event.type === 'done') {
      if (event.text !== undefined) turn.text.set(event.text);
      return event.finishReason;
    }
    apply(conversation, turn, event);
    if (event.type === 'meta') onMeta();
  }
  throw new TypeError('The stream ended before the answer did');
}

function apply(
  conversation: Conversation,
  turn: RunningTurn,
  event: Exclude<ChatEvent, { type: 'done' }>,
): void {
  switch (event.type) {
    case 'meta':
      return begin(conversation, turn, event);
    case 'memory':
      return conversation.change(turn.answerKey, { memories: event.used });
    case 'token':
      return turn.append(event.text);
    case 'error':
      turn.error = { code: event.code, message: event.message, retryable: event.retryable };
  }
}

function begin(
  conversation: Conversation,
  turn: RunningTurn,
  meta: Extract<ChatEvent, { type: 'meta' }>,
): void {
  const { messageId, userMessageId, model, degraded } = meta;
  const answer = conversation.messages().find((message) => message.key === turn.answerKey);
  // Another id is another answer: nothing of the old one may stay.
  if (answer && answer.id !== messageId) {
    turn.text.set('');
    conversation.change(turn.answerKey, { text: '', memories: [] });
  }
  const question = conversation.questionOf(turn.answerKey);
  if (question) conversation.change(question.key, { id: userMessageId });
  conversation.change(turn.answerKey, { id: messageId, parentId: userMessageId, model, degraded });
  turn.received = '';
  turn.accepted = true;
  turn.streamId = meta.streamId;
  turn.phase.set('waiting');
}

/** Ends the turn: the text moves into the message, with the way it ended. */
export function settle(conversation: Conversation, turn: RunningTurn, finishReason: string): void {
  const answer = conversation.messages().find((message) => message.key === turn.answerKey);
  conversation.change(turn.answerKey, {
    // Where nothing came, what was there before stays.
    text: turn.text() || (answer?.text ?? ''),
    status: statusOf(finishReason),
    finishReason,
    error: turn.error,
  });
  if (conversation.turn() === turn) conversation.turn.set(null);
}

function statusOf(finishReason: string): MessageStatus {
  if (finishReason === 'error') return 'failed';
  if (finishReason === 'stopped' || finishReason === 'interrupted') return finishReason;
  return 'complete';
}
