import { ALWAYS, CROWD, FIRST_GUESS, LONGEST_WAIT, QuestionPace } from './question-pace.js';

/** How many may wait until one more is too many. */
const room = (pace: QuestionPace, turns = 0): number => {
  let waiting = 0;
  while (waiting < 10_000 && !pace.isFull(waiting, turns)) waiting += 1;
  return waiting;
};

const read = (pace: QuestionPace, count: number, eachMs: number): void => {
  for (let question = 0; question < count; question++) pace.took(eachMs);
};

describe('the pace of questions', () => {
  it('is guessed before any was read', () => {
    expect(room(new QuestionPace())).toBe(Math.floor(LONGEST_WAIT / FIRST_GUESS) + 1);
  });

  it.each([0.5, 1, 2])('lets in what is read in time at %d ms each', (eachMs) => {
    const pace = new QuestionPace();
    read(pace, 200, eachMs);
    // The measure nears the pace, and never quite is it.
    expect(Math.abs(room(pace) - LONGEST_WAIT / eachMs)).toBeLessThanOrEqual(1);
  });

  it('lets a few in however slow it is', () => {
    const pace = new QuestionPace();
    read(pace, 200, 50);
    expect(room(pace)).toBe(ALWAYS);
  });

  it.each([
    [25, 51],
    [50, 34],
    [80, 14],
    [99, 1],
    [100, 1],
    [1_000, 1],
  ])('leaves a crowd of %d turns room for %d at 3 ms each', (turns, questions) => {
    expect(room(new QuestionPace(), turns)).toBe(questions);
  });

  it('lets a few in however slow it is, as long as there is no crowd', () => {
    const pace = new QuestionPace();
    read(pace, 200, 50);
    expect(room(pace, CROWD)).toBe(ALWAYS);
    expect(room(pace, CROWD + 1)).toBe(3);
  });

  it('forgets a process that stood still', () => {
    const pace = new QuestionPace();
    read(pace, 100, 1);
    pace.took(60_000);
    expect(room(pace)).toBe(ALWAYS);
    read(pace, 30, 1);
    expect(room(pace)).toBeGreaterThan(100);
  });
});
