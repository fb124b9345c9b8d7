import { describeOnEachDatabase } from '../../../test/support/describe-on-database.js';
import { MemoryRoom } from '../../../test/support/memory-room.js';
import type { Scope } from '../../shared/index.js';
import { bm25Search, type SearchLimits } from './bm25-search.js';

const SAID = [
  'green tea',
  'green tea from Lisbon',
  'green shoes from Lisbon',
  'green tea, green tea, and more green tea than anybody can drink in a day',
  'green',
  'a piano',
];
const EVERYTHING: SearchLimits = { postings: 1_000, candidates: 1_000 };
const AVERAGE_LENGTH = 6;

describeOnEachDatabase('the BM25 search', (database) => {
  let room: MemoryRoom;
  let scope: Scope;
  beforeAll(async () => {
    room = await MemoryRoom.open(database);
    scope = await room.space();
    for (const text of SAID) await room.say(await room.session(scope), text);
  });
  afterAll(() => room.close());

  const search = async (terms: string[], limits = EVERYTHING): Promise<[string, number][]> => {
    const rows = await room.source.query<{ text: string; score: number }[]>(
      `SELECT text, score FROM (${bm25Search(limits)}) AS hit JOIN memories ON id = "memoryId"`,
      [scope.userId, scope.spaceId, terms, SAID.length, AVERAGE_LENGTH, null, 100],
    );
    return rows.map(({ text, score }) => [text, score]);
  };

  it('scores by the formula', async () => {
    const idf = (documents: number) =>
      Math.log(1 + (SAID.length - documents + 0.5) / (documents + 0.5));
    // "green tea from Lisbon": three terms of its own, and three of the day.
    const part = (frequency: number, length: number) =>
      (frequency * 1.9) / (frequency + 0.9 * (0.6 + (0.4 * length) / AVERAGE_LENGTH));
    const found = new Map(await search(['green', 'tea', 'lisbon']));
    expect(found.get('green tea from Lisbon')).toBeCloseTo(
      (idf(5) + idf(3) + idf(2)) * part(1, 6),
      10,
    );
    expect(found.get('green')).toBeCloseTo(idf(5) * part(1, 4), 10);
    expect(found.has('a piano')).toBe(false);
  });

  it('takes common terms only to add to what rarer ones found, and adds the same', async () => {
    const all = new Map(await search(['green', 'lisbon']));
    const byRare = await search(['green', 'lisbon'], { postings: 1, candidates: 10 });
    expect(byRare.map(([text]) => text).sort()).toEqual([
      'green shoes from Lisbon',
      'green tea from Lisbon',
    ]);
    for (const [text, score] of byRare) expect(score).toBeCloseTo(all.get(text) ?? NaN, 10);
  });

  it('uses a common term when it is all that there is', async () => {
    await expect(search(['green'], { postings: 1, candidates: 10 })).resolves.toHaveLength(5);
  });

  it('looks up the 32 rarest terms', async () => {
    const unknown = Array.from({ length: 100 }, (_, index) => `unknown${index}`);
    await expect(search([...unknown, 'piano'])).resolves.toHaveLength(1);
  });
});
