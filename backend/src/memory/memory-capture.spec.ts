import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { MemoryRoom, type Place, textsOf } from '../../test/support/memory-room.js';
import { newId } from '../shared/index.js';

describeOnEachDatabase('capture within limits', (database) => {
  let room: MemoryRoom;
  beforeAll(async () => {
    room = await MemoryRoom.open(database, { limits: { maxChars: 30, maxMemories: 3 } });
  });
  afterAll(() => room.close());

  it('remembers the start of what is too long, and says so', async () => {
    const place = await room.session(await room.space());
    const messageId = await room.say(place, 'gone');
    await room.source.query('DELETE FROM memories WHERE message_id = $1', [messageId]);
    const text = 'My dog is called Rex, he likes 🦴 and my cat is called Tom.';
    const captured = await room.remember(place, messageId, text);
    expect(captured).toMatchObject({ messageId, remembered: true, shortened: true });
    const [memory] = await room.recall(place, 'dog');
    expect(text).toContain(memory?.text);
    expect(memory?.text).toMatch(/^My dog is called Rex/);
    await expect(room.recall(place, 'cat')).resolves.toEqual([]);
  });

  it('remembers no more of a user than allowed, and what others say', async () => {
    const place = await room.session(await room.space());
    const other = await room.session(await room.space());
    const said = (where: Place) => (text: string) => ({ place: where, text });
    const outcome = await room.sayAll([
      ...['one', 'two', 'three', 'four'].map(said(place)),
      ...['five'].map(said(other)),
    ]);
    expect(outcome.map(({ remembered }) => remembered)).toEqual([true, true, true, false, true]);
    expect(outcome.map(({ memoryNumber }) => memoryNumber !== null)).toEqual([
      ...[true, true, true, false, true],
    ]);
    const [another] = await room.sayAll([said(place)('six')]);
    expect(another).toMatchObject({ remembered: false, memoryNumber: null });
    await expect(room.recall(place, 'six')).resolves.toEqual([]);
  });

  it('keeps room for what was not written after all', async () => {
    const place = await room.session(await room.space());
    const texts = ['one', 'two', 'three'];
    // Others have said so much that this user's memories are counted.
    await room.sayAll(texts.map((text) => ({ place, text })));
    const other = await room.session(await room.space());
    const unsaid = texts.map((text) => ({ ...other, id: newId(), text, at: new Date() }));
    const { captured } = await room.capture.inStatements(room.source.manager, unsaid);
    captured([]);
    const outcome = await room.sayAll(texts.map((text) => ({ place: other, text })));
    expect(outcome.map(({ remembered }) => remembered)).toEqual([true, true, true]);
  });
});

describeOnEachDatabase('capture', (database) => {
  let room: MemoryRoom;
  let place: Place;

  beforeAll(async () => {
    room = await MemoryRoom.open(database);
  });
  afterAll(() => room.close());
  beforeEach(async () => {
    place = await room.session(await room.space());
  });

  const rows = async (table: string): Promise<number> => {
    const [{ count }] = await room.source.query<[{ count: number }]>(
      `SELECT count(*)::integer AS count FROM ${table}`,
    );
    return count;
  };

  it('keeps the same message once', async () => {
    const messageId = await room.say(place, 'My dog is called Rex.');
    const before = [await rows('memories'), await rows('memory_terms')];
    await room.remember(place, messageId, 'My dog is called Rex.');
    expect([await rows('memories'), await rows('memory_terms')]).toEqual(before);
    await expect(room.recall(place, 'dog')).resolves.toHaveLength(1);
  });

  it('takes many at once as it takes one, each with its own words, in their order', async () => {
    const other = await room.session(await room.space());
    const texts = Array.from(
      { length: 450 },
      (_, index) => `Fact ${index}: alpha${index} is blue.`,
    );
    const said = [
      ...texts.map((text) => ({ place, text, speaker: 'Ann' })),
      { place: other, text: 'Only mine: alpha3.' },
    ];
    const captured = await room.sayAll(said);
    const numbers = captured.map(({ memoryNumber }) => memoryNumber ?? 0);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    for (const index of [0, 199, 200, 449]) {
      const [memory] = await room.recall(place, `alpha${index}`);
      expect(memory).toMatchObject({ text: `Ann: ${texts[index]}`, speaker: 'Ann' });
    }
    expect(textsOf(await room.recall(other, 'alpha3'))).toEqual(['Only mine: alpha3.']);
    const { length } = await room.source.query<unknown[]>(
      'SELECT DISTINCT length FROM memories WHERE session_id = $1',
      [place.sessionId],
    );
    expect(length).toBe(1);
  });

  it('belongs to the transaction of its caller', async () => {
    const messageId = await room.say(place, 'Keep this.');
    await room.source.query('DELETE FROM memories WHERE message_id = $1', [messageId]);
    const before = await rows('memories');
    const undone = room.source.transaction(async (manager) => {
      const message = { ...place, id: messageId, text: 'My dog is called Rex.', at: new Date() };
      await room.capture.capture(manager, message);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(await rows('memories')).toBe(before);
    await expect(room.recall(place, 'dog')).resolves.toEqual([]);
  });

  it('takes what people paste: 20,000 characters, code, emoji, one endless word', async () => {
    const words = Array.from({ length: 3_000 }, (_, index) => `word${index}`).join(' ');
    for (const text of [
      words,
      'x'.repeat(20_000),
      '🎉🎉🎉',
      '```\nlet x;\n```',
      '茶'.repeat(5_000),
    ])
      await room.say(place, text);
    const [memory] = await room.recall(place, 'word7');
    expect(memory?.text).toMatch(/word7 /);
  });

  it.each(['messages', 'sessions', 'spaces', 'users'])(
    'is gone, index and all, when its row in %s is deleted',
    async (table) => {
      const kept = [await rows('memories'), await rows('memory_terms')];
      const messageId = await room.say(place, 'My dog is called Rex.');
      const ids: Record<string, string> = {
        messages: messageId,
        sessions: place.sessionId,
        spaces: place.spaceId,
        users: place.userId,
      };
      await room.source.query(`DELETE FROM ${table} WHERE id = $1`, [ids[table]]);
      expect([await rows('memories'), await rows('memory_terms')]).toEqual(kept);
    },
  );

  it("keeps nothing of a message that is not the user's", async () => {
    const other = await room.space();
    const messageId = await room.say(place, 'Keep this.');
    await room.source.query('DELETE FROM memories WHERE message_id = $1', [messageId]);
    const foreign = { ...place, userId: other.userId };
    const captured = await room.remember(foreign, messageId, 'My dog');
    expect(captured.memoryNumber).toBeNull();
    for (const scope of [place, other])
      expect(textsOf(await room.recall(scope, 'dog'))).toEqual([]);
  });
});
