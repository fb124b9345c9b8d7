import { DataSource, type Repository } from 'typeorm';
import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { RunningApp } from '../../test/support/running-app.js';
import { someUser } from '../../test/support/some-user.js';
import { MemoryCapture } from '../memory/index.js';
import { encodeCursor, newId } from '../shared/index.js';
import { type SessionInSpace, SessionsService } from '../sessions/index.js';
import { Session } from '../sessions/session.entity.js';
import { Message } from './message.entity.js';
import { type AnswerEnd, MessagesService } from './messages.service.js';

const END: AnswerEnd = {
  text: 'The answer.',
  status: 'complete',
  model: 'm',
  finishReason: 'stop',
  failure: null,
  usage: { promptTokens: 1, completionTokens: 2 },
  context: null,
};

describeOnEachDatabase('messages', (database) => {
  let running: RunningApp;
  let source: DataSource;
  let service: MessagesService;
  let sessions: SessionsService;
  let messages: Repository<Message>;
  let userId: string;
  let other: string;
  let session: SessionInSpace;
  beforeAll(async () => {
    running = await RunningApp.start({ ...(await database.settings()) });
    source = running.app.get(DataSource);
    service = running.app.get(MessagesService, { strict: false });
    sessions = running.app.get(SessionsService, { strict: false });
    messages = source.getRepository(Message);
    other = await someUser(running.app);
  });
  afterAll(() => running.stop());
  beforeEach(async () => {
    userId = await someUser(running.app);
    session = await sessions.create(userId);
  });

  const notFound = expect.objectContaining({ code: 'not_found' });

  /** Keeps a message below `parent` and, if it is a person's, its memory. */
  async function say(parent: Message | null, text: string, more: Partial<Message> = {}) {
    const role = parent?.role === 'user' ? 'assistant' : 'user';
    const message: Message = {
      id: newId(),
      userId,
      sessionId: session.id,
      parentId: parent?.id ?? null,
      depth: (parent?.depth ?? 0) + 1,
      role,
      text,
      status: 'complete',
      requestId: role === 'user' ? newId() : null,
      externalId: null,
      speaker: null,
      model: null,
      finishReason: null,
      failure: null,
      usage: null,
      context: null,
      createdAt: new Date('2026-05-04T12:00:00.000Z'),
      ...more,
    };
    await messages.insert(message);
    const { id, createdAt: at } = message;
    if (role === 'user')
      await source.transaction((manager) =>
        running.app
          .get(MemoryCapture, { strict: false })
          .capture(manager, { id, userId, text, at }),
      );
    await show(message);
    return message;
  }

  /** Makes the branch that ends with a message the one that is shown. */
  const show = ({ id }: Message) =>
    source.manager.update(Session, { id: session.id, userId }, { headId: id });

  /** A conversation of `length` messages, all of the same moment. */
  async function talk(length: number): Promise<Message[]> {
    const all: Message[] = [];
    while (all.length < length) all.push(await say(all.at(-1) ?? null, `message ${all.length}`));
    return all;
  }

  const texts = (items: readonly Message[]) => items.map(({ text }) => text);
  const count = async (table: string, where: string, id: string): Promise<number> => {
    const [row] = await source.query<{ n: string }[]>(
      `SELECT count(*) AS n FROM ${table} WHERE ${where}`,
      [id],
    );
    return Number(row?.n);
  };

  it('can be created, read, changed and deleted', async () => {
    const context = {
      memories: [
        {
          memoryId: newId(),
          score: 0.5,
          parts: {
            lexical: 1,
            meaning: 0,
            context: 0,
            speaker: 0,
            time: 0,
            standing: 0,
            newest: 0,
          },
          tokens: 3,
        },
      ],
      history: { sent: 1, leftOut: 0 },
      promptTokens: 9,
      degraded: [],
    };
    const question = await say(null, 'Odd: \u0007 👩‍👩‍👧 \\u0000');
    const answer = await say(question, '', { status: 'streaming' });
    await service.finish(userId, answer.id, { ...END, context });
    const { items } = await service.history(userId, session.id, 10);
    expect(items).toEqual([question, Object.assign(answer, END, { context })]);
    await messages.delete({ id: answer.id, userId });
    await expect(service.byIds(userId, [answer.id])).resolves.toEqual([]);
  });

  it('are read for prompts with nothing but what was said', async () => {
    const said = await talk(4);
    const last = said.at(-1)!;
    const spoken = said.slice(1).map(({ id, role, text }) => ({ id, role, text }));
    await expect(service.transcript(userId, session.id, last.id, 3)).resolves.toEqual(spoken);
  });

  it('are nothing to anybody else', async () => {
    const [question, answer] = await talk(2);
    const { id } = answer ?? question!;
    await expect(service.history(other, session.id, 10)).rejects.toEqual(notFound);
    await expect(service.clear(other, session.id)).rejects.toEqual(notFound);
    await expect(service.path(other, session.id, id, 10)).resolves.toEqual([]);
    await expect(service.transcript(other, session.id, id, 10)).resolves.toEqual([]);
    await expect(service.byIds(other, [id])).resolves.toEqual([]);
    await expect(service.sessionOfRequest(other, question!.requestId!)).resolves.toBeNull();
    await expect(service.findAnswer(source.manager, other, question!.id)).resolves.toBeNull();
    await service.finish(other, id, END);
    const theirs = await sessions.create(other);
    await expect(service.history(other, theirs.id, 10, encodeCursor([id]))).resolves.toEqual({
      items: [],
      nextCursor: null,
    });
    await expect(service.history(userId, session.id, 10)).resolves.toMatchObject({
      items: [question, answer],
    });
  });

  it("cannot hang below somebody else's conversation", async () => {
    await expect(say(null, 'x', { userId: other })).rejects.toThrow(/foreign key/);
  });

  it.each([1, 2, 3, 5, 6])(
    'come in pages of %i, newest page first, oldest first inside',
    async (limit) => {
      const all = await talk(5);
      const read: string[] = [];
      let cursor: string | undefined;
      let pages = 0;
      do {
        const page = await service.history(userId, session.id, limit, cursor);
        read.unshift(...texts(page.items));
        cursor = page.nextCursor ?? undefined;
        pages += 1;
      } while (cursor !== undefined && pages < 20);
      expect(read).toEqual(texts(all));
      expect(pages).toBe(Math.ceil(5 / limit));
    },
  );

  it('are none in a new conversation', async () => {
    const nothing = { items: [], nextCursor: null };
    await expect(service.history(userId, session.id, 10)).resolves.toEqual(nothing);
  });

  it('are shown of one branch only, whichever that is', async () => {
    const [question] = await talk(1);
    const failed = await say(question!, 'failed');
    const retried = await say(question!, 'retried');
    const followUp = await say(retried, 'and then?');
    const shown = async () => texts((await service.history(userId, session.id, 10)).items);
    expect(await shown()).toEqual(['message 0', 'retried', 'and then?']);
    await show(failed);
    expect(await shown()).toEqual(['message 0', 'failed']);
    const siblingOf = await say(null, 'message 0, edited');
    expect(await shown()).toEqual(['message 0, edited']);
    await show(followUp);
    expect(siblingOf.depth).toBe(1);
  });

  it('are not found by a cursor of another conversation', async () => {
    const [, ...rest] = await talk(3);
    const { id } = await sessions.create(userId);
    const page = await service.history(userId, id, 10, encodeCursor([rest[0]!.id]));
    expect(page).toEqual({ items: [], nextCursor: null });
  });

  it('give the newest answer of several', async () => {
    const [question] = await talk(1);
    await say(question!, 'first');
    const later = { createdAt: new Date('2026-05-04T12:00:00.001Z') };
    const second = await say(question!, 'second', later);
    const sameMoment = await say(question!, 'third', later);
    const newest = await service.findAnswer(source.manager, userId, question!.id);
    expect(newest?.id).toBe([second.id, sameMoment.id].sort().at(-1));
  });

  it('take one end only, and none once they were deleted', async () => {
    const [question] = await talk(1);
    const answer = await say(question!, '', { status: 'streaming' });
    await service.finish(userId, answer.id, END);
    await service.finish(userId, answer.id, { ...END, text: 'Another end.' });
    const { items } = await service.history(userId, session.id, 10);
    expect(texts(items)).toEqual(['message 0', 'The answer.']);
    await service.clear(userId, session.id);
    await service.finish(userId, answer.id, END);
    await expect(count('messages', 'session_id = $1', session.id)).resolves.toBe(0);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['cleared', () => service.clear(userId, session.id)],
    ['deleted', () => sessions.delete(userId, session.id)],
    [
      'taken along with its space',
      () => source.query('DELETE FROM spaces WHERE id = $1', [session.spaceId]),
    ],
    ['taken along with its user', () => source.query('DELETE FROM users WHERE id = $1', [userId])],
  ])('go with their memories and terms when the conversation is %s', async (_, remove) => {
    await talk(4);
    const kept = session;
    session = await sessions.create(userId, undefined, 'Another space');
    await talk(2);
    const [row] = await source.query<{ numbers: number[] }[]>(
      'SELECT array_agg(number) AS numbers FROM memories WHERE session_id = $1',
      [session.id],
    );
    const terms = () =>
      source.query<unknown[]>('SELECT 1 FROM memory_terms WHERE memory_number = ANY($1)', [
        row?.numbers,
      ]);
    expect((await terms()).length).toBeGreaterThan(0);

    await remove();

    await expect(terms()).resolves.toEqual([]);
    for (const table of ['messages', 'memories'])
      await expect(count(table, 'session_id = $1', session.id)).resolves.toBe(0);
    const userGone = (await count('users', 'id = $1', userId)) === 0;
    await expect(count('memories', 'session_id = $1', kept.id)).resolves.toBe(userGone ? 0 : 2);
  });

  it('may be said again in a conversation that was cleared, which keeps its title', async () => {
    await sessions.rename(userId, session.id, 'Kept');
    await talk(2);
    await service.clear(userId, session.id);
    await expect(sessions.get(userId, session.id)).resolves.toMatchObject({
      title: 'Kept',
      headId: null,
    });
    await talk(1);
    const { items } = await service.history(userId, session.id, 10);
    expect(texts(items)).toEqual(['message 0']);
  });
});
