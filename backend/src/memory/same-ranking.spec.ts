import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { MemoryRoom, textsOf } from '../../test/support/memory-room.js';

const SAID = [
  ['I drink green tea in the morning.', 'Coffee keeps me awake.', 'My sister lives in Lisbon.'],
  [
    'Lisbon was warm.',
    'We drank tea at the harbour.',
    'She plays the piano.',
    'Green is her colour.',
  ],
  ['The tea shop in Lisbon is closed.', 'I bought green shoes.', 'I bought green shoes today.'],
];

const RANKED = [
  '1.4 I drink green tea in the morning.',
  '0.987907 Coffee keeps me awake.',
  '0.951812 The tea shop in Lisbon is closed.',
  '0.894374 I bought green shoes.',
  '0.701628 We drank tea at the harbour.',
  '0.693025 My sister lives in Lisbon.',
  '0.651161 I bought green shoes today.',
  '0.6478 Lisbon was warm.',
  '0.493488 Green is her colour.',
  '0.474678 She plays the piano.',
];

describeOnEachDatabase('the order of what is recalled', (database) => {
  let room: MemoryRoom;
  beforeAll(async () => {
    room = await MemoryRoom.open(database);
  });
  afterAll(() => room.close());

  it('is the same, to the last digit, on every database', async () => {
    const scope = await room.space();
    for (const texts of SAID) {
      const place = await room.session(scope);
      for (const text of texts) await room.say(place, text);
    }
    const memories = await room.recall(scope, 'Where did I drink green tea, was it Lisbon?');
    expect(memories.map(({ text, score }) => `${score} ${text}`)).toEqual(RANKED);
  });

  it('is newest first where nothing else tells two memories apart', async () => {
    const scope = await room.space();
    for (const name of ['Rex', 'Tom', 'Ada']) {
      const place = await room.session(scope);
      await room.say(place, `The dog is ${name}.`);
    }
    const memories = await room.recall(scope, 'dog');
    expect(textsOf(memories)).toEqual(['The dog is Ada.', 'The dog is Tom.', 'The dog is Rex.']);
  });
});
