import { type Candidate, rank } from './ranking.js';

const aCandidate = (number: number, more: Partial<Candidate> = {}): Candidate => ({
  number,
  sessionId: `session ${number}`,
  previous: null,
  next: null,
  speaker: null,
  words: 1,
  meaning: 0,
  standing: false,
  timely: false,
  ...more,
});

const order = (candidates: readonly Candidate[], named?: string): number[] =>
  rank(candidates, named).map(({ number }) => number);

describe('the ranking', () => {
  it('has nothing to say about nothing', () => {
    expect(rank([], undefined)).toEqual([]);
  });

  it('adds what the two arms say', () => {
    const [ranked] = rank([aCandidate(1, { words: 0.5, meaning: 1 })], undefined);
    expect(ranked?.parts).toMatchObject({ lexical: 0.5, meaning: 0.6 });
    expect(
      order([aCandidate(1, { words: 0.9 }), aCandidate(2, { words: 0.5, meaning: 1 })]),
    ).toEqual([2, 1]);
  });

  it('tells in its parts what the score is made of', () => {
    const talk = { sessionId: 'talk', speaker: 'Anna' };
    const ranked = rank(
      [
        aCandidate(1, { ...talk, next: 2, meaning: 0.3, timely: true }),
        aCandidate(2, { ...talk, previous: 1, words: 0.4 }),
        aCandidate(5, { standing: true, words: 0.2 }),
      ],
      'Anna',
    );
    for (const { score, parts } of ranked) {
      const { lexical, meaning, context, speaker, time, standing } = parts;
      const sum = lexical + meaning + context + speaker + time + standing;
      expect(sum).toBeCloseTo(score, 5);
      expect(score).toBeGreaterThan(0);
    }
  });

  it('breaks a tie by age, and only a tie', () => {
    const [older, newer] = [aCandidate(1, { words: 0.8 }), aCandidate(2, { words: 0.8 })];
    expect(order([older, newer])).toEqual([2, 1]);
    expect(order([{ ...older, words: 0.81 }, newer])).toEqual([1, 2]);
  });

  it('lifts the turn after a hit among people above a weak hit elsewhere', () => {
    const hit = aCandidate(5, { speaker: 'Anna', next: 6, previous: 4 });
    expect(order([hit, aCandidate(9, { words: 0.3 })])).toEqual([5, 6, 4, 9]);
  });

  it('leaves the turn before a hit below it where an assistant answers', () => {
    const hit = aCandidate(5, { previous: 4 });
    const before = aCandidate(4, { words: 0.1, sessionId: hit.sessionId });
    expect(order([hit, before, aCandidate(9, { words: 0.5 })])).toEqual([5, 4, 9]);
    expect(order([hit, before, aCandidate(9, { words: 0.95, sessionId: hit.sessionId })])).toEqual([
      5, 9, 4,
    ]);
  });

  it('prefers, of equals, the one in the session that speaks of it more', () => {
    const talk = { sessionId: 'talk' };
    const candidates = [aCandidate(9), aCandidate(1, talk), aCandidate(2, { ...talk, words: 0.5 })];
    expect(order(candidates)).toEqual([1, 9, 2]);
  });

  it('prefers, of equals, who is named, and what was said at the time', () => {
    const [anna, ben] = [aCandidate(1, { speaker: 'Anna' }), aCandidate(2, { speaker: 'Ben' })];
    expect(order([anna, ben])).toEqual([2, 1]);
    expect(order([anna, ben], 'Anna')).toEqual([1, 2]);
    expect(order([{ ...anna, timely: true }, ben], 'Ben')).toEqual([1, 2]);
  });

  it('raises the two standing instructions that fit most, and none that does not fit at all', () => {
    const standing = [0.1, 0, 0.2, 0.3].map((words, index) =>
      aCandidate(index, { words, standing: true, sessionId: 'rules' }),
    );
    const raised = rank([...standing, aCandidate(9)], undefined).filter(
      ({ parts }) => parts.standing > 0,
    );
    expect(raised.map(({ number }) => number)).toEqual([3, 2]);
  });

  it('is told by the score: each below the one before', () => {
    const candidates = Array.from({ length: 30 }, (_, index) =>
      aCandidate(index, {
        sessionId: `s${index % 4}`,
        words: (1 + ((index * 7) % 11)) / 11,
        meaning: ((index * 5) % 13) / 13,
        next: index + 1,
        previous: index - 1,
        speaker: index % 2 === 0 ? 'Anna' : null,
      }),
    );
    const scores = rank(candidates, 'Anna').map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
  });
});
