import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { MemoryRoom, type Place, textsOf } from '../../test/support/memory-room.js';
import { countTokens, newId, type Scope } from '../shared/index.js';

describeOnEachDatabase('recall', (database) => {
  let room: MemoryRoom;
  let scope: Scope;
  let there: Place;
  let here: Place;

  beforeAll(async () => {
    room = await MemoryRoom.open(database);
  });
  afterAll(() => room.close());
  beforeEach(async () => {
    scope = await room.space();
    there = await room.session(scope, 'A dog called Rex');
    here = await room.session(scope);
  });

  it('finds in one session what was said in another, with its source', async () => {
    const messageId = await room.say(there, 'My dog is called Rex.');
    await room.say(here, 'The weather is fine.');
    await expect(room.recall(scope, 'What is the name of my dog?')).resolves.toEqual([
      {
        memoryId: expect.any(String),
        kind: 'turn',
        text: 'My dog is called Rex.',
        at: '2026-03-02T12:00:00.000Z',
        score: expect.any(Number),
        parts: {
          lexical: 1,
          meaning: 0,
          context: 0.6,
          speaker: 0,
          time: 0,
          standing: 0,
          newest: 0,
        },
        tokens: countTokens('My dog is called Rex.'),
        speaker: null,
        outdatedBy: null,
        outdatedAt: null,
        sources: [
          {
            messageId,
            externalId: messageId,
            sessionId: there.sessionId,
            sessionTitle: 'A dog called Rex',
            sessionExternalId: there.sessionId,
            role: 'user',
          },
        ],
      },
    ]);
  });

  it('answers a question about the person with what was said last, without questions', async () => {
    await room.say(there, 'My dog is called Rex.');
    await room.say(there, 'What is for dinner?');
    await room.say(here, 'I live in Rome.');
    const exceptMessageIds = [await room.say(here, 'What do you know about me?')];
    const found = await room.recall(scope, 'What do you know about me?', { exceptMessageIds });
    expect(textsOf(found)).toEqual(['I live in Rome.', 'My dog is called Rex.']);
  });

  it('calls a session without a title by the name that its list shows', async () => {
    await room.say(here, 'My dog is called Rex.');
    const [memory] = await room.recall(scope, 'dog');
    expect(memory?.sources[0]?.sessionTitle).toBe('New chat');
  });

  it.each(['What did I do?', '🎉', '...', ''])('recalls nothing for %j', async (text) => {
    await room.say(there, 'What did I do? 🎉 ...');
    await expect(room.recall(scope, text)).resolves.toEqual([]);
  });

  it('finds nothing in a space where nothing was said', async () => {
    await expect(room.recall(scope, 'dog')).resolves.toEqual([]);
  });

  it('finds by the day on which it was said', async () => {
    await room.say(there, 'We went sailing.', new Date('2025-07-04T10:00:00Z'));
    await room.say(there, 'We went sailing again.', new Date('2025-11-04T10:00:00Z'));
    const memories = await room.recall(scope, 'sailing in November');
    expect(textsOf(memories)[0]).toBe('We went sailing again.');
  });

  it('keeps to one session when asked to', async () => {
    await room.say(there, 'My dog is called Rex.');
    await room.say(here, 'Her dog barks.');
    const memories = await room.recall(scope, 'dog', { sessionId: here.sessionId });
    expect(textsOf(memories)).toEqual(['Her dog barks.']);
  });

  it('leaves out what it is told to, and the question itself', async () => {
    const said = await room.say(there, 'My dog likes cheese.');
    await room.say(there, 'My dog is called Rex.');
    await room.say(here, 'What does my dog like?');
    const memories = await room.recall(scope, 'what does my dog like', {
      exceptMessageIds: [said],
    });
    expect(textsOf(memories)).toEqual(['My dog is called Rex.']);
  });

  it('shows of near-identical texts the newest', async () => {
    await room.say(there, 'I have a dog called Rex');
    await room.say(there, 'The cat is called Tom.');
    const newest = await room.say(here, 'i have a dog called Rex!');
    const memories = await room.recall(scope, 'dog');
    const dogs = memories.filter(({ text }) => text.includes('dog'));
    expect(dogs.map(({ sources }) => sources[0]?.messageId)).toEqual([newest]);
  });

  it('never goes over its limits', async () => {
    for (let count = 0; count < 12; count++)
      await room.say(there, `Dog number ${count} barks ${'very '.repeat(10 * count)}loud.`);
    for (const tokenBudget of [0, 10, 60, 200, 5_000]) {
      const memories = await room.recall(scope, 'dog', { tokenBudget, limit: 5 });
      const used = memories.reduce((sum, { text }) => sum + countTokens(text), 0);
      expect(used).toBe(memories.reduce((sum, { tokens }) => sum + tokens, 0));
      expect(used).toBeLessThanOrEqual(tokenBudget);
      expect(memories.length).toBeLessThanOrEqual(5);
      if (tokenBudget === 5_000) expect(memories).toHaveLength(5);
    }
  });

  it('fills the room that a memory too long for it leaves', async () => {
    await room.say(there, `Dog, dog, dog: ${'it barks and barks, '.repeat(20)}all day.`);
    await room.say(await room.session(scope), 'The neighbour has one more dog.');
    const all = await room.recall(scope, 'dog');
    const fitting = await room.recall(scope, 'dog', { tokenBudget: 20 });
    expect(textsOf(all)[0]).toMatch(/^Dog, dog/);
    expect(textsOf(fitting)).toEqual(['The neighbour has one more dog.']);
  });

  it('shows of a long text the sentences that speak to the query', async () => {
    const filler = 'Nothing to see in this sentence. '.repeat(200);
    await room.say(there, `${filler}My dog is called Rex. ${filler}`);
    const [memory] = await room.recall(scope, 'the name of the dog');
    expect(memory?.text).toMatch(/… My dog is called Rex\. …$/);
    expect(memory?.text.length).toBeLessThanOrEqual(400);
  });

  it('says what came close and why it was left out, best first', async () => {
    await room.say(there, 'My dog is called Rex.');
    await room.say(there, 'my dog is called Rex!');
    await room.say(here, 'The dog, the dog and again the dog barks all day long.');
    await room.say(here, 'Another dog.');
    const { items, leftOut } = await room.recollect(scope, 'What is my dog called?', {
      limit: 2,
      tokenBudget: 12,
    });
    expect(textsOf(items)).toEqual(['my dog is called Rex!', 'Another dog.']);
    expect(leftOut.map(({ reason }) => reason).sort()).toEqual(['repeated', 'token_budget']);
    const enough = await room.recollect(scope, 'What is my dog called?', { limit: 1 });
    expect(enough.leftOut.map(({ reason }) => reason)).toContain('limit');
    const scores = enough.leftOut.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
  });

  it('puts the later of two statements first, and says of the earlier that it is outdated', async () => {
    await room.say(there, 'I have solved 8 problems of geometry.', new Date('2025-07-04'));
    await room.say(here, 'By today I solved 12 problems of geometry.', new Date('2025-08-04'));
    const question = 'How many problems of geometry have I solved?';
    const [later, earlier] = await room.recall(scope, question);
    expect([later?.text, later?.outdatedBy]).toEqual([
      'By today I solved 12 problems of geometry.',
      null,
    ]);
    expect(earlier).toMatchObject({ outdatedBy: later?.memoryId, outdatedAt: later?.at });
    const past = await room.recall(scope, 'How many problems did I solve first?');
    expect(past.map(({ outdatedBy }) => outdatedBy)).toEqual([null, null]);
  });

  it('finds by a time that is told from today', async () => {
    await room.say(there, 'I repaired the bicycle.', new Date('2026-03-01T10:00:00Z'));
    await room.say(here, 'I repaired the radio.', new Date('2026-03-02T10:00:00Z'));
    const at = new Date('2026-03-03T10:00:00Z');
    const yesterday = await room.recall(scope, 'What did I repair yesterday?', { at });
    expect(yesterday.map(({ text, parts }) => [text, parts.time])).toEqual([
      ['I repaired the radio.', 0.3],
      ['I repaired the bicycle.', 0],
    ]);
    const earlier = await room.recall(scope, 'What did I do two days ago?', { at });
    expect(textsOf(earlier)[0]).toBe('I repaired the bicycle.');
  });

  it('finds by an event that another memory tells of', async () => {
    await room.say(there, 'I work as a baker.', new Date('2024-01-01'));
    await room.say(here, 'I moved to Rome.', new Date('2025-01-01'));
    const later = await room.session(scope);
    await room.say(later, 'I work as a teacher.', new Date('2026-01-01'));
    const order = async (question: string) =>
      textsOf(await room.recall(scope, question)).filter((text) => text.includes('work'));
    expect((await order('What was my work before I moved to Rome?'))[0]).toMatch(/baker/);
    expect((await order('What was my work after I moved to Rome?'))[0]).toMatch(/teacher/);
  });

  it('finds among people who said it, and the answer beside the question', async () => {
    const said = (place: Place, speaker: string, text: string) => ({ place, speaker, text });
    await room.sayAll([
      said(there, 'Anna', 'Where did you go on holiday?'),
      said(there, 'Ben', 'To Lisbon, it was wonderful!'),
      said(there, 'Anna', 'I went to a lake.'),
    ]);
    const memories = await room.recall(scope, 'Where was Ben on holiday?');
    expect(textsOf(memories).slice(0, 2).sort()).toEqual([
      'Anna: Where did you go on holiday?',
      'Ben: To Lisbon, it was wonderful!',
    ]);
    expect(memories.find(({ speaker }) => speaker === 'Ben')?.parts.speaker).toBeGreaterThan(0);
  });

  it('brings a standing instruction along that shares a word with the question', async () => {
    await room.say(here, 'Always add a soup when I ask about dinner.');
    for (const dish of ['pasta', 'rice', 'bread', 'beans'])
      await room.say(here, `We had ${dish} for dinner.`);
    const [first] = await room.recall(scope, 'What is for dinner?');
    expect(first?.text).toMatch(/^Always/);
    expect(first?.parts.standing).toBeGreaterThan(0);
  });

  it('leaves out what does not hold any more', async () => {
    await room.say(there, 'My dog is called Rex.');
    await room.source.query('UPDATE memories SET valid_until = $1', [new Date('2026-03-05')]);
    const at = (day: string) => ({ at: new Date(day) });
    await expect(room.recall(scope, 'dog', at('2026-03-04'))).resolves.toHaveLength(1);
    await expect(room.recall(scope, 'dog', at('2026-03-06'))).resolves.toEqual([]);
  });

  it('recalls nothing for small talk, and is not sure of anything then', async () => {
    await room.say(there, 'Thanks, that was good tea!');
    const { items, confidence, nothingFits } = await room.recollect(scope, 'Thanks, good!');
    expect({ items, confidence, nothingFits }).toEqual({
      items: [],
      confidence: 0,
      nothingFits: true,
    });
  });

  it('says how long it took', async () => {
    await room.say(there, 'My dog is called Rex.');
    const { timings } = await room.recollect(scope, 'dog');
    expect(timings.embedMs).toBe(0);
    expect(timings.searchMs + timings.rankMs).toBeLessThanOrEqual(timings.totalMs + 1);
    expect(timings.rankMs).toBeGreaterThan(0);
  });

  it('tells what an old answer used, and not what was forgotten since', async () => {
    const messageId = await room.say(there, 'My dog is called Rex.');
    await room.say(here, 'Her dog barks.');
    const used = (await room.recall(scope, 'dog')).map((memory) => ({
      ...memory,
      question: 'dog',
    }));
    await room.source.query('DELETE FROM messages WHERE id = $1', [messageId]);
    const known = await room.memory.again(scope.userId, used);
    expect(known.map((memory) => memory?.text).toSorted()).toEqual(['Her dog barks.', undefined]);
    const foreign = await room.memory.again(newId(), used);
    expect(foreign).toEqual([undefined, undefined]);
  });

  it('counts the tokens of what an answer knew without them, and keeps those that it knew', async () => {
    await room.say(there, 'My dog is called Rex.');
    const [{ tokens, ...used } = expect.fail('nothing was recalled')] = await room.recall(
      scope,
      'dog',
    );
    const references = [used, { ...used, tokens: 99 }].map((one) => ({ ...one, question: 'dog' }));
    const known = await room.memory.again(scope.userId, references);
    expect(known.map((memory) => memory?.tokens)).toEqual([tokens, 99]);
  });

  it.each([{ userId: '' }, { spaceId: '' }])(
    'refuses to search for everybody: %j',
    async (lack) => {
      await expect(room.recall({ ...scope, ...lack }, 'dog')).rejects.toThrow(/everybody/);
    },
  );

  it.each([NaN, Date.UTC(-5_000, 0), Date.UTC(10_000, 0)])(
    'refuses a time that not all can hold, and answers those who ask beside it: %d',
    async (time) => {
      await room.say(there, 'My dog is called Rex.');
      const refused = room.recall(scope, 'dog', { at: new Date(time) });
      const [bad, good] = await Promise.allSettled([refused, room.recall(scope, 'dog')]);
      expect(bad).toMatchObject({ reason: { message: expect.stringMatching(/time/) } });
      expect(good).toMatchObject({ value: [{ text: 'My dog is called Rex.' }] });
    },
  );
});
