import {
  describeOnEachDatabase,
  describeOnEmbedded,
} from '../../test/support/describe-on-database.js';
import { MemoryRoom, textsOf } from '../../test/support/memory-room.js';
import { describeOnMilvus } from '../../test/support/milvus/describe-on-milvus.js';
import { RealMilvus } from '../../test/support/milvus/real-milvus.js';
import { InMemoryVectorStore } from '../../test/support/vectors/in-memory-vector-store.js';
import { MilvusVectorStore } from '../vectors/milvus/milvus-vector-store.js';

/** A server on a busy machine starts in its own time. */
const PATIENCE = 180_000;
const UNHURRIED = { embedMs: 60_000, searchMs: 60_000 };

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
  '1.6 I drink green tea in the morning.',
  '1.086484 The tea shop in Lisbon is closed.',
  '0.893025 My sister lives in Lisbon.',
  '0.802502 I bought green shoes.',
  '0.747154 Lisbon was warm.',
  '0.717219 I bought green shoes today.',
  '0.709252 We drank tea at the harbour.',
  '0.658605 Coffee keeps me awake.',
  '0.622144 Green is her colour.',
  '0.433204 She plays the piano.',
];

const RANKED_BY_BOTH = [
  '2.2 I drink green tea in the morning.',
  '1.582321 The tea shop in Lisbon is closed.',
  '1.163155 I bought green shoes.',
  '1.150722 Lisbon was warm.',
  '1.123985 My sister lives in Lisbon.',
  '1.042747 We drank tea at the harbour.',
  '0.989852 I bought green shoes today.',
  '0.97952 Green is her colour.',
  '0.704797 Coffee keeps me awake.',
  '0.564054 She plays the piano.',
];

/** What is recalled for one question, with the scores. */
async function ranked(room: MemoryRoom): Promise<string[]> {
  const scope = await room.space();
  for (const texts of SAID) {
    const place = await room.session(scope);
    for (const text of texts) await room.say(place, text);
  }
  await room.embed(scope);
  const { items, degraded } = await room.recollect(
    scope,
    'Where did I drink green tea, was it Lisbon?',
  );
  expect(degraded).toEqual([]);
  return items.map(({ text, score }) => `${score} ${text}`);
}

describeOnEachDatabase('the order of what is recalled', (database) => {
  const store = new InMemoryVectorStore();
  let room: MemoryRoom;
  beforeAll(async () => {
    room = await MemoryRoom.open(database, { store, patience: UNHURRIED });
  });
  afterAll(() => room.close());

  it('is the same, to the last digit, on every database', async () => {
    await expect(ranked(room)).resolves.toEqual(RANKED_BY_BOTH);
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

describeOnEachDatabase('the order of what is recalled by words alone', (database) => {
  let room: MemoryRoom;
  beforeAll(async () => {
    room = await MemoryRoom.open(database);
  });
  afterAll(() => room.close());

  it('is the same, to the last digit, on every database', async () => {
    await expect(ranked(room)).resolves.toEqual(RANKED);
  });
});

describeOnMilvus('the order of what is recalled', () => {
  describeOnEmbedded('with its rows', (database) => {
    let milvus: RealMilvus | undefined;
    let store: MilvusVectorStore | undefined;
    let room: MemoryRoom | undefined;
    beforeAll(async () => {
      milvus = await RealMilvus.start();
      store = new MilvusVectorStore({ address: milvus.address, token: undefined });
      room = await MemoryRoom.open(database, { store, patience: UNHURRIED });
    }, PATIENCE);
    afterAll(async () => {
      await room?.close();
      await store?.onApplicationShutdown();
      await milvus?.stop();
    }, PATIENCE);

    it(
      'is the same, to the last digit, with the vectors in Milvus',
      async () => {
        await expect(ranked(room!)).resolves.toEqual(RANKED_BY_BOTH);
      },
      PATIENCE,
    );
  });
});
