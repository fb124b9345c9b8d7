import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { MemoryRoom, type Place, textsOf } from '../../test/support/memory-room.js';
import { newId } from '../shared/index.js';

describeOnEachDatabase('replies', (database) => {
  let room: MemoryRoom;
  let place: Place;
  beforeAll(async () => {
    room = await MemoryRoom.open(database);
  });
  afterAll(() => room.close());
  beforeEach(async () => {
    place = await room.session(await room.space());
  });

  const postings = () =>
    room.source.query<{ term: string; frequency: number; length: number }[]>(
      `SELECT term, frequency, memory_terms.length FROM memory_terms
       JOIN memories ON memories.number = memory_number WHERE space_id = $1 ORDER BY term`,
      [place.spaceId],
    );

  it('let a message be found by its answer, which is not itself remembered', async () => {
    const messageId = await room.say(place, 'Which kettle should I buy?');
    await room.answer(place, messageId, 'Take the Fellow Stagg.');
    const found = await room.recall(place, 'What was the Stagg?');
    expect(textsOf(found)).toEqual([
      'Which kettle should I buy?\nAssistant: Take the Fellow Stagg.',
    ]);
    expect(found[0]?.sources.map(({ role }) => role)).toEqual(['user', 'assistant']);
  });

  it('weigh little, change no length, and are added once', async () => {
    const messageId = await room.say(place, 'Which kettle?');
    await room.answer(place, messageId, 'This kettle, the kettle Stagg.');
    const before = await postings();
    expect(before.filter(({ term }) => term === 'stagg')).toEqual([
      { term: 'stagg', frequency: 1, length: 4 },
    ]);
    expect(before.find(({ term }) => term === 'kettl')?.frequency).toBe(1);
    await room.answer(place, messageId, 'This kettle, the kettle Stagg.');
    expect(await postings()).toEqual(before);
  });

  it('to what is not remembered, or by another user, change nothing', async () => {
    const messageId = await room.say(place, 'Which kettle?');
    const before = await postings();
    await room.replies.captureReplies(room.source.manager, [
      { userId: place.userId, messageId: newId(), text: 'Stagg' },
      { userId: await room.user(), messageId, text: 'Stagg' },
      { userId: place.userId, messageId, text: ' ' },
    ]);
    expect(await postings()).toEqual(before);
  });
});
