import type { Message } from '../messages/index.js';
import { newId } from '../shared/index.js';

const EMPTY = {
  externalId: null,
  speaker: null,
  model: null,
  finishReason: null,
  failure: null,
  usage: null,
  context: null,
};

/** What is told of a message apart from what is the same for all that a person sends. */
export type Said = Pick<
  Message,
  'id' | 'userId' | 'sessionId' | 'parentId' | 'depth' | 'text' | 'requestId' | 'createdAt'
>;

/** The row of a message that a person sends. */
export const userRow = (said: Said): Message => ({
  ...EMPTY,
  ...said,
  role: 'user',
  status: 'complete',
});

/** The row that waits for the answer to a message. */
export const answerRow = ({ id, userId, sessionId, depth }: Message): Message => ({
  ...EMPTY,
  id: newId(),
  userId,
  sessionId,
  parentId: id,
  depth: depth + 1,
  role: 'assistant',
  text: '',
  status: 'streaming',
  requestId: null,
  createdAt: new Date(),
});
