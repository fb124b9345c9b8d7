import { describeOnEachDatabase } from '../../../test/support/describe-on-database.js';
import { MemoryRoom } from '../../../test/support/memory-room.js';
import { bm25Search, type WordHit } from './bm25-search.js';
import { SharedSearch } from './shared-search.js';

const SAID = [
  'green tea',
  'green tea from Lisbon',
  'green shoes from Lisbon',
  'green tea, green tea, and more green tea than anybody can drink in a day',
  'green',
  'green',
  'a piano',
  'Always answer in Portuguese.',
  'From now on, call green tea by its name.',
];
const LIMIT = 4;
const AVERAGE_LENGTH = 6;

const byPlace = (hits: readonly WordHit[]) =>
  hits
    .map(({ number, score, standing }) => [number, Number(score.toFixed(9)), standing] as const)
    .sort(
      ([number, score, standing], other) =>
        Number(standing) - Number(other[2]) || other[1] - score || other[0] - number,
    );

describeOnEachDatabase('the shared search', (database) => {
  let room: MemoryRoom;
  let spaces: number[];
  beforeAll(async () => {
    room = await MemoryRoom.open(database);
    const scopes = [await room.space(), await room.space()];
    for (const scope of scopes)
      for (const text of SAID.slice(scopes.indexOf(scope)))
        await room.say(await room.session(scope), text);
    const numbered = await room.source.query<{ id: string; number: number }[]>(
      'SELECT id, number FROM spaces',
    );
    spaces = scopes.map(({ spaceId }) => numbered.find(({ id }) => id === spaceId)?.number ?? NaN);
  });
  afterAll(() => room.close());

  it('finds what the search in the database finds, for many at once', async () => {
    const shared = new SharedSearch(room.source);
    const asked = [
      { green: 0.5, tea: 2, lisbon: 3 },
      { piano: 1 },
      { wine: 1 },
      { call: 1, tea: 0.3 },
    ];
    const queries = asked.flatMap((weights) =>
      spaces.map((spaceNumber) => ({
        spaceNumber,
        averageLength: AVERAGE_LENGTH,
        terms: Object.entries(weights).map(([term, weight]) => ({ term, weight })),
        limit: LIMIT,
      })),
    );
    const found = await Promise.all(queries.map((query) => shared.find(query)));
    for (const [index, { spaceNumber, terms }] of queries.entries()) {
      const expected = await room.source.query<WordHit[]>(bm25Search(500), [
        spaceNumber,
        terms.map(({ term }) => term),
        terms.map(({ weight }) => weight),
        [],
        [],
        AVERAGE_LENGTH,
        null,
        LIMIT,
      ]);
      expect(byPlace(found[index] ?? [])).toEqual(byPlace(expected));
    }
    expect(found[0]?.filter(({ standing }) => standing)).toHaveLength(2);
  });
});
