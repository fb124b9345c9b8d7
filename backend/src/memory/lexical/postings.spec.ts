import { describeOnEachDatabase } from '../../../test/support/describe-on-database.js';
import { MemoryRoom } from '../../../test/support/memory-room.js';
import type { Scope } from '../../shared/index.js';
import { bm25Search, type WordHit } from './bm25-search.js';
import { CorpusStatistics } from './corpus-statistics.js';
import { scorePostings } from './score-postings.js';

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
const FEW = 100;
const AVERAGE_LENGTH = 6;

const byPlace = (hits: readonly WordHit[]) =>
  hits
    .map(({ number, score, standing }) => [number, Number(score.toFixed(9)), standing] as const)
    .sort(
      ([number, score, standing], other) =>
        Number(standing) - Number(other[2]) || other[1] - score || other[0] - number,
    );

describeOnEachDatabase('the scoring of few postings', (database) => {
  let room: MemoryRoom;
  let scopes: Scope[];
  beforeAll(async () => {
    room = await MemoryRoom.open(database);
    scopes = [await room.space(), await room.space()];
    for (const scope of scopes)
      for (const text of SAID.slice(scopes.indexOf(scope)))
        await room.say(await room.session(scope), text);
  });
  afterAll(() => room.close());

  it('finds what the search in the database finds, for many who ask at once', async () => {
    const statistics = new CorpusStatistics(room.source);
    const queries = [
      { green: 0.5, tea: 2, lisbon: 3 },
      { piano: 1 },
      { wine: 1 },
      { call: 1, tea: 0.3 },
    ].flatMap((weights) => scopes.map((scope) => ({ scope, weights })));
    const read = await Promise.all(
      queries.map(({ scope, weights }) => statistics.of(scope, Object.keys(weights), FEW)),
    );
    for (const [index, { weights }] of queries.entries()) {
      const { postings, spaceNumber } = read[index] ?? {};
      if (!postings) throw new Error('so few are read');
      const terms = Object.entries(weights).map(([term, weight]) => ({ term, weight }));
      const found = scorePostings(postings, terms, AVERAGE_LENGTH, LIMIT);
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
      expect(byPlace(found)).toEqual(byPlace(expected));
      expect(found.filter(({ standing }) => standing)).toHaveLength(2);
    }
  });

  it('is left to the database where there are many', async () => {
    const statistics = new CorpusStatistics(room.source);
    const [scope] = scopes;
    if (!scope) throw new Error('there are scopes');
    await expect(statistics.of(scope, ['green', 'tea'], 10)).resolves.toMatchObject({
      documents: [7, 4],
      postings: undefined,
    });
    const { postings } = (await statistics.of(scope, ['green', 'tea'], 11)) ?? {};
    expect(postings?.byTerm.get('green')?.[0]?.numbers).toHaveLength(7);
  });

  it('is not for those who do not want any, though they ask beside others', async () => {
    const statistics = new CorpusStatistics(room.source);
    const [scope] = scopes;
    if (!scope) throw new Error('there are scopes');
    const [wanted, unwanted] = await Promise.all([
      statistics.of(scope, ['tea'], FEW),
      statistics.of(scope, ['tea']),
    ]);
    expect(wanted?.postings?.byTerm.get('tea')?.[0]?.numbers).toHaveLength(4);
    expect(unwanted).toMatchObject({ documents: [4], postings: undefined });
  });
});
