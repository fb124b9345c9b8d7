import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { IndexingApp } from '../../test/support/indexing-app.js';
import type { Place } from '../../test/support/memory-room.js';

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

  it('gives what was said its vector, in the place where it was said', async () => {
    await indexing.room.say(place, 'My dog is called Rex.');
    await indexing.inLine(place);
    const [entry] = indexing.store
      .entriesOf(await indexing.collection())
      .filter(({ sessionId }) => sessionId === place.sessionId);
    expect(entry).toMatchObject({ ...place, kind: 'turn', at: new Date('2026-03-02T12:00:00Z') });
    expect(indexing.embedder.times('My dog is called Rex.')).toBe(1);
  });

  it('keeps the order of a session', async () => {
    for (const text of ['One.', 'Two.', 'Three.', 'Four.']) await indexing.room.say(place, text);
    await indexing.inLine(place);
    expect(await indexing.indexed(place)).toEqual(await indexing.remembered(place));
  });
});
