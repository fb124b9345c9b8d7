import type { Figures } from './figures.ts';

const NAME = 20;
const NUMBER = 11;

/** The figures as lines for people. */
export function tableOf({ rows, confidenceTells, ...shares }: Figures): string {
  const line = (name: string, ...cells: (string | number)[]): string =>
    name.padEnd(NAME) + cells.map((cell) => cellOf(cell).padStart(NUMBER)).join('');
  return [
    line('', 'questions', 'recall@5', 'recall@10', 'rec. rank'),
    ...Object.entries(rows).map(([name, row]) =>
      line(name, String(row.questions), row.recallAt5, row.recallAt10, row.reciprocalRank),
    ),
    '',
    line('', 'questions', 'percent'),
    ...Object.entries(shares).map(([name, share]) =>
      line(name, String(share.questions), share.percent),
    ),
    line('confidenceTells', '', confidenceTells),
  ].join('\n');
}

const cellOf = (cell: string | number): string =>
  typeof cell === 'number' ? cell.toFixed(1) : cell;
