import type { Message } from '../messages/index.js';
import type { Session } from '../sessions/index.js';
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

/** The row of a message that a person sends after `parent`. */
export const userRow = (
  session: Session,
  parent: Message | null,
  text: string,
  requestId: string,
): Message => ({
  ...EMPTY,
  id: newId(),
  userId: session.userId,
  sessionId: session.id,
  parentId: parent?.id ?? null,
  depth: (parent?.depth ?? 0) + 1,
  role: 'user',
  text,
  status: 'complete',
  requestId,
  createdAt: new Date(),
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
