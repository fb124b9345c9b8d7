import type { Figures } from './figures.ts';
import { slideBetween } from './slide.ts';
import { tableOf } from './table.ts';

const row = (questions: number, recall: number) => ({
  questions,
  recallAt5: recall,
  recallAt10: recall,
  reciprocalRank: recall,
});
const share = (percent: number) => ({ questions: 200, percent });
const RECORDED: Figures = {
  rows: { all: row(200, 80), code: row(20, 70) },
  newestWins: share(60),
  refusedUnknown: share(50),
  refusedSmalltalk: share(90),
  refusedElsewhere: share(50),
  refusedWrongly: share(2),
  confidenceTells: 90,
};

describe('sliding back', () => {
  it('is nothing where all is as it was, better, or within the margin', () => {
    expect(slideBetween(RECORDED, RECORDED)).toEqual([]);
    const better = { ...RECORDED, newestWins: share(80), refusedWrongly: share(0) };
    expect(slideBetween(RECORDED, better)).toEqual([]);
    const little = { ...RECORDED, newestWins: share(57), refusedWrongly: share(5) };
    expect(slideBetween(RECORDED, little)).toEqual([]);
  });

  it.each([
    ['newest wins', { newestWins: share(56.9) }, 'newestWins: 56.9, recorded 60, margin 3.0'],
    ['refusing wrongly', { refusedWrongly: share(6) }, 'refusedWrongly: 6, recorded 2, margin 3.0'],
    ['confidence', { confidenceTells: 80 }, 'confidenceTells: 80, recorded 90, margin 3.0'],
    ['small talk', { refusedSmalltalk: share(0) }, 'refusedSmalltalk: 0, recorded 90, margin 3.0'],
  ])('is seen in %s', (_, worse, sentence) => {
    expect(slideBetween(RECORDED, { ...RECORDED, ...worse })).toEqual([sentence]);
  });

  it('is seen in every column of a row', () => {
    const rows = { ...RECORDED.rows, all: row(200, 70) };
    expect(slideBetween(RECORDED, { ...RECORDED, rows })).toHaveLength(3);
  });

  it('of a small group begins at the third question', () => {
    const code = (recall: number) => ({
      ...RECORDED,
      rows: { ...RECORDED.rows, code: row(20, recall) },
    });
    expect(slideBetween(RECORDED, code(60))).toEqual([]);
    expect(slideBetween(RECORDED, code(55))).toHaveLength(3);
  });

  it('cannot be told from a record about other questions', () => {
    const other = { ...RECORDED, rows: { all: row(201, 80), code: row(20, 70) } };
    expect(() => slideBetween(RECORDED, other)).toThrow('npm run relevance:record');
    expect(() => slideBetween(RECORDED, { ...RECORDED, rows: { all: row(200, 80) } })).toThrow();
  });
});

it('the table shows every figure', () => {
  const table = tableOf(RECORDED);
  for (const name of ['code', 'all', 'newestWins', 'refusedWrongly', 'confidenceTells']) {
    expect(table).toMatch(new RegExp(`^${name} `, 'm'));
  }
  expect(table).toContain('90.0');
});
