import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { MemoryRoom, type Place, textsOf } from '../../test/support/memory-room.js';
import { HostileVectorStore } from '../../test/support/vectors/hostile-vector-store.js';
import { WordsEmbedder } from '../../test/support/words-embedder.js';
import type { Scope } from '../shared/index.js';
import { LexicalArm } from './lexical/lexical-arm.js';
import { TimeArm } from './recall/time/time-arm.js';

describeOnEachDatabase('recall by meaning', (database) => {
  const unhurried = { embedMs: 60_000, searchMs: 60_000 };
  const patience = { ...unhurried };
  const store = new HostileVectorStore();
  const embedder = new WordsEmbedder('dog hound puppy', 'car automobile');
  let room: MemoryRoom;
  let scope: Scope;
  let place: Place;

  beforeAll(async () => {
    room = await MemoryRoom.open(database, { store, embedder, patience });
  });
  afterAll(() => room.close());
  beforeEach(async () => {
    Object.assign(patience, unhurried);
    store.behave('none');
    scope = await room.space();
    place = await room.session(scope);
    await room.say(place, 'My hound is called Rex.');
    await room.say(place, 'The weather is fine.');
    await room.embed(scope);
  });

  it('finds what shares no word with the question, and nothing that is not alike', async () => {
    const { items, confidence, nothingFits, degraded } = await room.recollect(scope, 'a puppy?');
    expect(textsOf(items)).toEqual(['My hound is called Rex.']);
    expect(items[0]?.parts).toMatchObject({ lexical: 0, meaning: 0.6 });
    expect({ nothingFits, degraded }).toEqual({ nothingFits: false, degraded: [] });
    expect(confidence).toBeGreaterThan(0.5);
  });

  it('says that nothing fits where nothing does', async () => {
    const { items, nothingFits, confidence } = await room.recollect(scope, 'Which automobile?');
    expect({ items, nothingFits }).toEqual({ items: [], nothingFits: true });
    expect(confidence).toBe(0);
  });

  it.each(['down', 'late', 'deaf'] as const)(
    'goes on by words with a store that is %s, and says so',
    async (mischief) => {
      patience.searchMs = 20;
      store.behave(mischief, 'nearest');
      const { items, degraded, nothingFits } = await room.recollect(scope, 'hound');
      store.release();
      expect(textsOf(items)).toEqual(['My hound is called Rex.']);
      expect({ degraded, nothingFits }).toEqual({ degraded: ['vectors'], nothingFits: false });
    },
  );

  it('shows nothing of others and nothing forgotten, whatever the store says', async () => {
    const other = await room.space();
    const messageId = await room.say(await room.session(other), 'Their dog is called Tom.');
    await room.embed(other);
    store.behave('stale', 'nearest');
    expect(textsOf(await room.recall(scope, 'a puppy?'))).toEqual(['My hound is called Rex.']);
    await room.source.query('DELETE FROM messages WHERE id = $1', [messageId]);
    await expect(room.recall(other, 'a puppy?')).resolves.toEqual([]);
  });

  it('keeps to one session when asked to', async () => {
    const { sessionId } = await room.session(scope);
    await expect(room.recall(scope, 'a puppy?', { sessionId })).resolves.toEqual([]);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('No such table'))],
    ['is late', () => new Promise<never>(() => undefined)],
  ])('goes on by meaning when the search by words %s', async (_, find) => {
    vi.spyOn(LexicalArm.prototype, 'find').mockImplementationOnce(find);
    const { items, degraded } = await room.recollect(scope, 'a puppy?');
    expect(textsOf(items)).toEqual(['My hound is called Rex.']);
    expect(degraded).toEqual(['words']);
  });

  it('goes on by meaning when the database fails the search by words', async () => {
    await room.source.query('ALTER TABLE memory_terms RENAME TO away');
    try {
      const { items, degraded } = await room.recollect(scope, 'a puppy?');
      expect(textsOf(items)).toEqual(['My hound is called Rex.']);
      expect(degraded).toEqual(['words']);
    } finally {
      await room.source.query('ALTER TABLE away RENAME TO memory_terms');
    }
  });

  it('goes on without the time that is asked for when that cannot be searched', async () => {
    vi.spyOn(TimeArm.prototype, 'find').mockRejectedValueOnce(new Error('Gone'));
    const { items, degraded } = await room.recollect(scope, 'What did I say of a puppy yesterday?');
    expect(textsOf(items)).toEqual(['My hound is called Rex.']);
    expect(degraded).toEqual(['time']);
  });
});
