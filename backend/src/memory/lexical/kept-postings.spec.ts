import { describeOnEachDatabase } from '../../../test/support/describe-on-database.js';
import { MemoryRoom, noIndexJobs, type Place } from '../../../test/support/memory-room.js';
import { poll } from '../../../test/support/poll.js';
import { MemoryMove } from '../memory-move.js';
import { bm25Search, type WordHit } from './bm25-search.js';
import { type Corpus, CorpusStatistics } from './corpus-statistics.js';
import { scorePostings } from './score-postings.js';

/** More than are read each time, and some that are read each time in any case. */
const MANY = 900;
const ALL = 10_000;
/** More than the last memories, which are read each time. */
const UNSETTLED = 300;
const OLDEST = 'Green tea grows in the hills.';
const AVERAGE_LENGTH = 6;
const LIMIT = 40;
const WEIGHTS = { green: 0.1, tea: 0.2, wine: 2 };

describeOnEachDatabase('postings that are kept', (database) => {
  let room: MemoryRoom;
  let place: Place;
  beforeAll(async () => {
    room = await MemoryRoom.open(database);
    place = await room.session(await room.space());
    await room.say(place, OLDEST);
    for (let count = 1; count < MANY; count++)
      await room.say(place, ['green tea', 'green', 'tea, green tea and more tea'][count % 3] ?? '');
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => {
    for (const each of made) each.onModuleDestroy();
    return room.close();
  });

  const made: CorpusStatistics[] = [];
  const freshStatistics = () => {
    const statistics = new CorpusStatistics(room.source);
    made.push(statistics);
    return statistics;
  };

  const of = (statistics: CorpusStatistics, most: number) =>
    statistics.of(place, Object.keys(WEIGHTS), most);

  const numbersOf = (corpus: Corpus | undefined, term: string) =>
    (corpus?.postings?.byTerm.get(term) ?? []).flatMap(({ numbers }) => [...numbers]);

  /** What the database finds by itself. */
  const expected = (corpus: Corpus) =>
    room.source.query<WordHit[]>(bm25Search(500), [
      corpus.spaceNumber,
      Object.keys(WEIGHTS),
      Object.values(WEIGHTS),
      ...[[], [], AVERAGE_LENGTH, null, LIMIT],
    ]);

  const found = ({ postings }: Corpus) => {
    if (!postings) throw new Error('all are read');
    const terms = Object.entries(WEIGHTS).map(([term, weight]) => ({ term, weight }));
    return scorePostings(postings, terms, AVERAGE_LENGTH, LIMIT);
  };

  it('are those of the database, with what was said since', async () => {
    const statistics = freshStatistics();
    const first = await of(statistics, ALL);
    const query = vi.spyOn(room.source, 'query');
    await room.say(place, 'green wine');
    const second = await of(statistics, ALL);
    if (!first || !second) throw new Error('there is a space');
    const [, , , , [after] = []] = (query.mock.lastCall?.[1] ?? []) as number[][];
    expect(after).toBeGreaterThan(MANY / 2);
    expect(second.documents).toEqual([MANY + 1, (MANY * 2) / 3, 1]);
    expect(numbersOf(second, 'green').sort()).toEqual(
      [...numbersOf(first, 'green'), ...numbersOf(second, 'wine')].sort(),
    );
    const rounded = (hits: readonly WordHit[]) =>
      hits.map(({ number, score }) => [number, Number(score.toFixed(9))]);
    expect(rounded(found(second))).toEqual(rounded(await expected(second)));
  });

  it('are read behind those who ask where they are many', async () => {
    const statistics = freshStatistics();
    const few = MANY / 2;
    await expect(of(statistics, few)).resolves.toMatchObject({ postings: undefined });
    const corpus = await poll(
      'lists',
      async () => {
        const asked = await of(statistics, few);
        return asked?.postings && asked;
      },
      { withinMs: 20_000 },
    );
    expect(numbersOf(corpus, 'green')).toHaveLength(corpus.documents[0] ?? 0);
  });

  it('do not bring back what was forgotten since', async () => {
    const recalled = async () => {
      const asked = { ...place, sessionId: undefined, text: 'green tea from the hills' };
      const { items } = await room.memory.recall({ ...asked, limit: 5, tokenBudget: 500 });
      return items.map(({ text }) => text);
    };
    expect(await recalled()).toContain(OLDEST);
    await room.source.query('DELETE FROM memories WHERE text = $1', [OLDEST]);
    expect(await recalled()).not.toContain(OLDEST);
  });

  it('are read anew of a space that a conversation is moved to', async () => {
    const statistics = freshStatistics();
    const green = async () => numbersOf(await of(statistics, ALL), 'green').length;
    const elsewhere = await room.session(await room.space(place.userId));
    await room.say(elsewhere, 'green tea from elsewhere');
    for (let count = 0; count < UNSETTLED; count++) await room.say(place, 'green');
    const before = await green();
    const move = new MemoryMove(noIndexJobs(room.source), statistics);
    await room.source.transaction((manager) =>
      move.moveSession(manager, place, elsewhere.sessionId),
    );
    expect(await green()).toBe(before + 1);
  });
});
