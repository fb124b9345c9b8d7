import type { Message, Page, Recalled, Session, Space, Status } from '../app/api/models';

/** A memory of one message; what a spec is about is given. */
export function aMemory(of: Partial<Recalled> = {}): Recalled {
  return {
    memoryId: 'memory-1',
    kind: 'turn',
    text: 'My dog is called Rex.',
    at: '2026-05-03T10:00:00.000Z',
    score: 1,
    parts: { lexical: 1, meaning: 0, context: 0, speaker: 0, time: 0, standing: 0, newest: 0 },
    tokens: 7,
    speaker: null,
    outdatedBy: null,
    outdatedAt: null,
    sources: [
      {
        messageId: 'message-1',
        externalId: null,
        sessionId: 'session-1',
        sessionTitle: 'Pets',
        sessionExternalId: null,
        role: 'user',
      },
    ],
    ...of,
  };
}

/** A conversation of the list. */
export function aSession(of: Partial<Session> = {}): Session {
  const at = '2026-05-03T10:00:00.000Z';
  return { id: 's1', title: 'Pets', space: 'Personal', createdAt: at, updatedAt: at, ...of };
}

/** A space, the default one unless it is said. */
export function aSpace(of: Partial<Space> = {}): Space {
  const createdAt = '2026-05-03T10:00:00.000Z';
  return { id: 'personal', name: 'Personal', isDefault: true, sessions: 0, createdAt, ...of };
}

/** A message as the server keeps it. */
export function aMessage(of: Partial<Message> = {}): Message {
  return {
    id: 'm1',
    parentId: null,
    role: 'user',
    text: 'Hello',
    status: 'complete',
    createdAt: '2026-05-03T10:00:00.000Z',
    requestId: 'r1',
    model: null,
    finishReason: null,
    error: null,
    degraded: [],
    memories: [],
    ...of,
  };
}

/** A stretch of a list, the last one unless a cursor is given. */
export function aPage<Item>(items: readonly Item[], nextCursor: string | null = null): Page<Item> {
  return { items, nextCursor };
}

/** What the server says that it uses. */
export function aStatus(
  mode: Status['model']['mode'],
  indexing: Partial<Status['indexing']> = {},
  standIn: Status['model']['standIn'] = null,
): Status {
  const part = { use: 'x', why: 'y' };
  const name = mode === 'connected' ? 'llama3.2' : null;
  return {
    version: '0.1.0',
    database: part,
    vectors: part,
    embedder: part,
    model: { ...part, mode, name, standIn },
    role: 'all',
    indexing: {
      state: 'ready',
      words: 'z',
      code: null,
      model: 'encoder',
      done: 9,
      total: 9,
      reconciliation: null,
      ...indexing,
    },
    jobs: { waiting: 0, running: 0, dead: 0, oldest: null },
  };
}
