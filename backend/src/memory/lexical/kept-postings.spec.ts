import { describeOnEachDatabase } from '../../../test/support/describe-on-database.js';
import { MemoryRoom, noIndexJobs, type Place } from '../../../test/support/memory-room.js';
import { poll } from '../../../test/support/poll.js';
import { MemoryMove } from '../memory-move.js';
import { bm25Search, type WordHit } from './bm25-search.js';
import { type Corpus, CorpusStatistics } from './corpus-statistics.js';
import { LexicalArm } from './lexical-arm.js';
import { scorePostings } from './score-postings.js';

/** More than are read each time; their lists must be at hand for all of them to be scored. */
const MANY = 2_400;
const FEW = 1_000;
const TEXTS = ['green tea', 'green tea, a pot of it', 'tea, green tea and more green tea'];
const AVERAGE_LENGTH = 6;
const LIMIT = 40;
const WEIGHTS = { green: 0.1, tea: 0.2, wine: 2 };

describeOnEachDatabase('postings that are kept', (database) => {
  let room: MemoryRoom;
  let place: Place;
  const made: CorpusStatistics[] = [];
  beforeAll(async () => {
    room = await MemoryRoom.open(database);
    place = await room.session(await room.space());
    const said = Array.from({ length: MANY }, (_, count) => TEXTS[count % TEXTS.length] ?? '');
    await room.sayAll(said.map((text) => ({ place, text })));
    await settle();
  });
  afterAll(() => {
    for (const each of made) each.onModuleDestroy();
    return room.close();
  });

  /** As if all had been said long ago. */
  const settle = () =>
    room.source.query(`UPDATE memories SET created_at = created_at - interval '1 hour'`);

  const of = (statistics: CorpusStatistics) => statistics.of(place, Object.keys(WEIGHTS), FEW);

  const numbersOf = (corpus: Corpus, term: string) =>
    (corpus.postings?.byTerm.get(term) ?? []).flatMap(({ numbers }) => [...numbers]);

  /** One of another process than those before, once it has the lists. */
  const another = async () => {
    const statistics = new CorpusStatistics(room.source);
    made.push(statistics);
    await expect(of(statistics)).resolves.toMatchObject({ postings: undefined });
    return { statistics, corpus: await listed(statistics) };
  };

  const listed = (statistics: CorpusStatistics) =>
    poll(
      'lists',
      async () => {
        const asked = await of(statistics);
        return asked?.postings && asked;
      },
      { withinMs: 60_000 },
    );

  const inDatabase = async (term: string) => {
    const rows = await room.source.query<{ number: number }[]>(
      `SELECT memory_number AS number FROM memory_terms JOIN memories ON number = memory_number
       WHERE space_id = $1 AND term = $2 ORDER BY 1`,
      [place.spaceId, term],
    );
    return rows.map(({ number }) => number);
  };

  const expectAll = async (corpus: Corpus) => {
    for (const [index, term] of Object.keys(WEIGHTS).entries()) {
      const numbers = await inDatabase(term);
      expect(numbersOf(corpus, term).sort((one, other) => one - other)).toEqual(numbers);
      expect(corpus.documents[index]).toBe(numbers.length);
    }
  };

  it('are those of the database, with what was said since, and score as there', async () => {
    const { statistics } = await another();
    await room.say(place, 'green wine');
    const corpus = await of(statistics);
    if (!corpus?.postings) throw new Error('lists are at hand');
    await expectAll(corpus);
    const terms = Object.entries(WEIGHTS).map(([term, weight]) => ({ term, weight }));
    const found = scorePostings(corpus.postings, terms, AVERAGE_LENGTH, LIMIT);
    const expected = await room.source.query<WordHit[]>(bm25Search(MANY * 2), [
      corpus.spaceNumber,
      Object.keys(WEIGHTS),
      Object.values(WEIGHTS),
      ...[[], [], AVERAGE_LENGTH, null, LIMIT],
    ]);
    const rounded = (hits: readonly WordHit[]) =>
      hits.map(({ number, score }) => [number, Number(score.toFixed(9))]);
    expect(rounded(found)).toEqual(rounded(expected));
  });

  it('leave their places to others once their memories are forgotten, in each process', async () => {
    const { statistics } = await another();
    const arm = new LexicalArm(room.source, statistics);
    const question = { scope: place, text: 'tea', sessionId: undefined };
    const best = (await arm.find(question, LIMIT)).hits.map(({ number }) => number);
    await room.source.query('DELETE FROM memories WHERE number = ANY ($1)', [best]);
    const { hits } = await arm.find(question, LIMIT);
    expect(hits).toHaveLength(LIMIT);
    expect(hits.filter(({ number }) => best.includes(number))).toEqual([]);
    await expectAll(await listed(statistics));
  });

  it('come with a conversation that is moved into the space, in each process', async () => {
    const { statistics, corpus } = await another();
    const elsewhere = await room.session(await room.space(place.userId));
    await room.say(elsewhere, 'green tea from elsewhere');
    await settle();
    const known = await listed(statistics);
    expect(known.documents).toEqual(corpus.documents);
    const move = new MemoryMove(noIndexJobs(room.source));
    await room.source.transaction((manager) =>
      move.moveSession(manager, place, elsewhere.sessionId),
    );
    const arm = new LexicalArm(room.source, statistics);
    const question = { scope: place, text: 'tea elsewhere', sessionId: undefined };
    const [first] = (await arm.find(question, 1)).hits;
    expect(await inDatabase('elsewher')).toEqual([first?.number]);
    await expectAll(await listed(statistics));
  });
});
