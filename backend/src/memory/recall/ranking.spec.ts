import { type Candidate, rank } from './ranking.js';

const aCandidate = (memoryId: string, more: Partial<Candidate> = {}): Candidate => ({
  memoryId,
  sessionId: memoryId,
  previousId: null,
  nextId: null,
  answered: true,
  number: 1,
  lexical: 1,
  ...more,
});

const order = (...candidates: Candidate[]): string[] =>
  rank(candidates).map(({ memoryId }) => memoryId);

describe('the ranking', () => {
  it('has nothing to say about nothing', () => {
    expect(rank([])).toEqual([]);
  });

  it('follows BM25 where nothing else speaks', () => {
    const [low, high] = [aCandidate('low', { lexical: 2 }), aCandidate('high', { lexical: 4 })];
    expect(rank([low, high])).toMatchObject([
      { memoryId: 'high', lexical: 1 },
      { memoryId: 'low', lexical: 0.5 },
    ]);
  });

  it('breaks a tie by age, and only a tie', () => {
    const older = aCandidate('older', { number: 1, lexical: 3 });
    const newer = aCandidate('newer', { number: 2, lexical: 3 });
    expect(order(older, newer)).toEqual(['newer', 'older']);
    expect(order({ ...older, lexical: 3.01 }, newer)).toEqual(['older', 'newer']);
  });

  it('lifts the turn after a hit among people above a weak hit elsewhere', () => {
    const hit = aCandidate('hit', { answered: false, nextId: 'reply', previousId: 'before' });
    const weak = aCandidate('weak', { lexical: 0.3 });
    expect(order(hit, weak)).toEqual(['hit', 'reply', 'before', 'weak']);
  });

  it('leaves the turn after a hit below it where an assistant answers', () => {
    const hit = aCandidate('hit', { nextId: 'after', previousId: 'before' });
    expect(order(hit, aCandidate('weak', { lexical: 0.3 }))).toEqual(['hit', 'weak', 'after']);
  });

  it('prefers, of equals, the one in the session that speaks of it more', () => {
    const alone = aCandidate('alone', { number: 9 });
    const among = aCandidate('among', { sessionId: 'talk' });
    const more = aCandidate('more', { sessionId: 'talk', lexical: 0.5 });
    expect(order(alone, among, more)).toEqual(['among', 'alone', 'more']);
  });

  it('is told by the score: each below the one before', () => {
    const candidates = Array.from({ length: 30 }, (_, index) =>
      aCandidate(`m${index}`, {
        sessionId: `s${index % 4}`,
        lexical: 1 + ((index * 7) % 11),
        nextId: `m${index + 1}`,
        answered: index % 2 === 0,
      }),
    );
    const scores = rank(candidates).map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
  });
});
