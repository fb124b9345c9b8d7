import { describeOnEachDatabase } from '../../../test/support/describe-on-database.js';
import { MemoryRoom } from '../../../test/support/memory-room.js';
import type { Scope } from '../../shared/index.js';
import { bm25Search, type WordHit } from './bm25-search.js';

const SAID = [
  'green tea',
  'green tea from Lisbon',
  'green shoes from Lisbon',
  'green tea, green tea, and more green tea than anybody can drink in a day',
  'green',
  'a piano',
];
const AVERAGE_LENGTH = 6;

type Weights = Readonly<Record<string, number>>;

describeOnEachDatabase('the BM25 search', (database) => {
  let room: MemoryRoom;
  let scope: Scope;
  let spaceNumber: number;
  beforeAll(async () => {
    room = await MemoryRoom.open(database);
    scope = await room.space();
    for (const text of SAID) await room.say(await room.session(scope), text);
    const [space] = await room.source.query<[{ number: number }]>(
      'SELECT number FROM spaces WHERE id = $1',
      [scope.spaceId],
    );
    spaceNumber = space.number;
  });
  afterAll(() => room.close());

  const search = async (making: Weights, adding: Weights = {}, candidates = 1_000) => {
    const rows = await room.source.query<(WordHit & { text: string })[]>(
      `SELECT text, hit.* FROM (${bm25Search(candidates)}) AS hit JOIN memories USING (number)`,
      [
        spaceNumber,
        Object.keys(making),
        Object.values(making),
        Object.keys(adding),
        Object.values(adding),
        AVERAGE_LENGTH,
        null,
        100,
      ],
    );
    const of = (standing: boolean) =>
      new Map(rows.filter((hit) => hit.standing === standing).map((hit) => [hit.text, hit.score]));
    return { hits: of(false), standing: of(true) };
  };

  it('scores by the formula', async () => {
    // "green tea from Lisbon": three terms of its own, and three of the day.
    const part = (frequency: number, length: number) =>
      (frequency * 1.9) / (frequency + 0.9 * (0.6 + (0.4 * length) / AVERAGE_LENGTH));
    const { hits } = await search({ green: 0.5, tea: 2, lisbon: 3 });
    expect(hits.get('green tea from Lisbon')).toBeCloseTo(5.5 * part(1, 6), 10);
    expect(hits.get('green')).toBeCloseTo(0.5 * part(1, 4), 10);
    expect(hits.has('a piano')).toBe(false);
  });

  it('takes common terms only to add to what rarer ones found, and adds the same', async () => {
    const { hits: all } = await search({ lisbon: 2, green: 1 });
    const { hits: byRare } = await search({ lisbon: 2 }, { green: 1 });
    expect([...byRare.keys()].sort()).toEqual(['green shoes from Lisbon', 'green tea from Lisbon']);
    for (const [text, score] of byRare) expect(score).toBeCloseTo(all.get(text) ?? NaN, 10);
  });

  it('adds to the best candidates alone', async () => {
    const { hits } = await search({ tea: 1 }, { green: 1 }, 1);
    expect([...hits.keys()]).toEqual([SAID[3]]);
  });

  it('brings standing instructions along, with their score', async () => {
    const other = await room.session(scope);
    await room.say(other, 'Always answer in Portuguese.');
    const { standing } = await search({ green: 1 });
    expect([...standing]).toEqual([['Always answer in Portuguese.', 0]]);
    const { standing: fitting, hits } = await search({}, { portugues: 1 });
    expect(fitting.get('Always answer in Portuguese.')).toBeGreaterThan(0.5);
    expect(hits.size).toBe(0);
  });
});
