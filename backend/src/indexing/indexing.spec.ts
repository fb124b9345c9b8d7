import { DataSource } from 'typeorm';
import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { IndexingApp } from '../../test/support/indexing-app.js';
import type { Place } from '../../test/support/memory-room.js';
import { poll } from '../../test/support/poll.js';
import { Foreground } from '../foreground/index.js';
import { DeadJobs } from '../jobs/dead-jobs.js';
import { MemoryMove } from '../memory/index.js';
import { IndexingReport } from './index.js';
import { VectorLedger } from './vector-ledger.js';

const WITHIN = { withinMs: 60_000 };

describeOnEachDatabase('indexing', (database) => {
  let indexing: IndexingApp;
  let place: Place;

  beforeAll(async () => {
    indexing = await IndexingApp.start(database);
    await indexing.ready();
  });
  afterAll(() => indexing.stop());
  beforeEach(async () => {
    place = await indexing.place();
  });

  const entries = async () =>
    indexing.store
      .entriesOf(await indexing.collection())
      .filter(({ sessionId }) => sessionId === place.sessionId);
  const standing = () => indexing.app.get(IndexingReport).standing();
  const untilState = (state: string) =>
    poll(`the state ${state}`, async () => (await standing()).state === state, WITHIN);

  const numbersOf = async (ids: readonly (string | undefined)[]) => {
    const rows = await indexing.room.source.query<{ number: number }[]>(
      'SELECT number FROM memories WHERE id = ANY ($1::uuid[]) ORDER BY number',
      [ids],
    );
    return rows.map(({ number }) => number);
  };

  it('gives what was said its vector, in the place where it was said', async () => {
    await indexing.room.say(place, 'My dog is called Rex.');
    await indexing.inLine(place);
    const at = new Date('2026-03-02T12:00:00Z');
    expect(await entries()).toMatchObject([{ ...place, kind: 'turn', at }]);
    expect(indexing.embedder.times('My dog is called Rex.')).toBe(1);
  });

  it('keeps the order of a session, however late its first words are', async () => {
    for (const text of ['One.', 'Two.', 'Three.']) await indexing.room.say(place, text);
    await indexing.inLine(place);
    expect(await indexing.indexed(place)).toEqual(await indexing.remembered(place));
  });

  it('lets nobody overtake those whose jobs come later', async () => {
    const { embedder, room, app } = indexing;
    embedder.hold();
    for (const text of ['First.', 'Second.', 'Third.']) await room.say(place, text);
    const [first = '', second, third = ''] = await indexing.remembered(place);
    const { id } = await indexing.collection();
    const waiting = await app.get(VectorLedger).waiting(id, [third, first], true);
    expect(await numbersOf([first, second, third])).toEqual(waiting);
    embedder.release();
    await indexing.inLine(place);
  });

  it('gives way to those who wait for an answer', async () => {
    const { promise: quiet, resolve: leave } = Promise.withResolvers<undefined>();
    const giveWay = vi.spyOn(indexing.app.get(Foreground), 'giveWay').mockReturnValue(quiet);
    await indexing.room.say(place, 'My dog is called Rex.');
    await poll('vectors to be kept', () => giveWay.mock.calls.length > 0, WITHIN);
    expect(await entries()).toEqual([]);
    leave(undefined);
    await indexing.inLine(place);
    expect(await entries()).toHaveLength(1);
    giveWay.mockRestore();
  });

  it('embeds many at once', async () => {
    const said = Array.from({ length: 100 }, (_, index) => ({ place, text: `Bulk ${index}.` }));
    const before = indexing.embedder.calls.length;
    await indexing.room.sayAll(said);
    await indexing.inLine(place);
    expect(await indexing.indexed(place)).toEqual(await indexing.remembered(place));
    expect(indexing.embedder.calls.length - before).toBeLessThan(10);
  });

  it('knows among people what was said just before', async () => {
    await indexing.room.sayAll([
      { place, text: 'Did you paint the shed?', speaker: 'Ann' },
      { place, text: 'Yes, last week!', speaker: 'Bob' },
    ]);
    await indexing.inLine(place);
    expect(indexing.embedder.times('Bob: Yes, last week!\nAnn: Did you paint the shed?')).toBe(1);
  });

  it('forgets the vector of what is deleted', async () => {
    await indexing.room.say(place, 'Forget this.');
    await indexing.inLine(place);
    await indexing.room.source.query('DELETE FROM sessions WHERE id = $1', [place.sessionId]);
    await poll('the vector to go', async () => (await entries()).length === 0, WITHIN);
    await poll(
      'nothing to be left to forget',
      async () => {
        const left = await indexing.room.source.query<unknown[]>('SELECT FROM forgotten_vectors');
        return left.length === 0;
      },
      WITHIN,
    );
  });

  it('keeps no vector of what is deleted while it is being embedded', async () => {
    const { embedder, room } = indexing;
    embedder.hold();
    await room.say(place, 'Gone before it was known.');
    await poll('the embedder to be asked', () => embedder.held > 0, WITHIN);
    await room.source.query('DELETE FROM sessions WHERE id = $1', [place.sessionId]);
    const other = await indexing.place();
    await room.say(other, 'Still there.');
    embedder.release();
    await indexing.inLine(other);
    expect(await entries()).toEqual([]);
  });

  it('moves a vector with its conversation to another space', async () => {
    await indexing.room.say(place, 'Move me.');
    await indexing.inLine(place);
    const { spaceId } = await indexing.room.space(place.userId);
    const scope = { userId: place.userId, spaceId };
    await indexing.app.get(DataSource).transaction(async (manager) => {
      await manager.query('UPDATE sessions SET space_id = $2 WHERE id = $1', [
        place.sessionId,
        spaceId,
      ]);
      await indexing.app.get(MemoryMove).moveSession(manager, scope, place.sessionId);
    });
    await poll('it to arrive', async () => (await entries())[0]?.spaceId === spaceId, WITHIN);
    expect(await entries()).toHaveLength(1);
  });

  it('loses nothing and doubles nothing while the embedder is away, and says so', async () => {
    const { embedder, room } = indexing;
    embedder.away = true;
    const texts = Array.from({ length: 40 }, (_, index) => `Away ${index}.`);
    for (const text of texts) await room.say(place, text);
    await untilState('waiting');
    expect(await standing()).toMatchObject({ code: 'embedder_unavailable' });
    expect(await entries()).toEqual([]);
    embedder.away = false;
    await indexing.inLine(place);
    expect(await indexing.indexed(place)).toEqual(await indexing.remembered(place));
    // What a process was about when the embedder went away may be embedded twice; it is kept once.
    expect(await entries()).toHaveLength(texts.length);
    expect(texts.filter((text) => ![1, 2].includes(embedder.times(text)))).toEqual([]);
    await untilState('ready');
  });

  it('loses nothing while the store is down, or says that it failed though it did not', async () => {
    const { store, room } = indexing;
    store.behave('down');
    for (const text of ['Down 1.', 'Down 2.']) await room.say(place, text);
    await untilState('waiting');
    store.behave('lost answer', 'upsert');
    store.behave('none', 'prepare', 'nearest', 'iterate', 'activate', 'delete', 'drop');
    await poll('an answer to be lost', async () => (await entries()).length === 2, WITHIN);
    store.behave('none');
    await indexing.inLine(place);
    await untilState('ready');
  });

  it('gives a text up that the embedder refuses, without holding its session up, and tries again on demand', async () => {
    const { embedder, room, app } = indexing;
    embedder.refuses = /refused/;
    const before = (await app.get(DeadJobs).list(100)).items.length;
    await room.say(place, 'Said before.');
    await room.say(place, 'To be refused.');
    await room.say(place, 'Said after.');
    await poll('the others', async () => (await entries()).length === 2, WITHIN);
    const dead = await poll(
      'it to be given up',
      async () => (await app.get(DeadJobs).list(100)).items.slice(before)[0],
      WITHIN,
    );
    expect(dead).toMatchObject({ queue: 'index', reason: 'No vector for such a text' });
    const [noted] = await room.source.query<{ failure: string }[]>(
      'SELECT failure FROM memory_vectors WHERE failure IS NOT NULL',
    );
    expect(noted).toEqual({ failure: 'No vector for such a text' });

    embedder.refuses = undefined;
    await app.get(DeadJobs).redrive([dead.id]);
    await indexing.inLine(place);
  });

  it('takes an embedder that refuses everything for one that is away', async () => {
    const { embedder, room, app } = indexing;
    embedder.refuses = /./;
    await room.say(place, 'Anything.');
    await untilState('waiting');
    embedder.refuses = undefined;
    await indexing.inLine(place);
    expect((await app.get(DeadJobs).list(100)).items).toEqual([]);
  });
});
