import type { Figures } from './figures.ts';

/** Points of percent by which a figure may be worse than what was recorded. */
const MARGIN = 3;
/** In a small group one question is many points: so many questions may be lost before it counts. */
const MARGIN_QUESTIONS = 2;

/** One number with how much it may move. */
interface Figure {
  readonly name: string;
  readonly value: number;
  readonly questions: number;
  /** 1 where more is better, -1 where less is. */
  readonly direction: 1 | -1;
}

/**
 * What is worse than recorded by more than the margin, a sentence each; none when all is well.
 * @throws {Error} when the record is about other questions.
 */
export function slideBetween(recorded: Figures, measured: Figures): string[] {
  const before = new Map(figuresIn(recorded).map((figure) => [figure.name, figure]));
  const now = figuresIn(measured);
  const same = now.every(({ name, questions }) => before.get(name)?.questions === questions);
  if (!same || before.size !== now.length) {
    throw new Error('The record is about other questions: npm run relevance:record');
  }
  return now.flatMap((figure) => {
    const old = before.get(figure.name)?.value ?? 0;
    const margin = marginOf(figure);
    if ((old - figure.value) * figure.direction <= margin) return [];
    return [`${figure.name}: ${figure.value}, recorded ${old}, margin ${margin.toFixed(1)}`];
  });
}

function marginOf({ questions }: Figure): number {
  return Math.max(MARGIN, (MARGIN_QUESTIONS / questions) * 100 + 0.1);
}

function figuresIn(figures: Figures): Figure[] {
  const { rows, confidenceTells, refusedWrongly, ...shares } = figures;
  const all = rows['all']?.questions ?? 0;
  const more = (name: string, value: number, questions: number): Figure => ({
    name,
    value,
    questions,
    direction: 1,
  });
  return [
    ...Object.entries(rows).flatMap(([name, row]) => [
      more(`${name}, recall@5`, row.recallAt5, row.questions),
      more(`${name}, recall@10`, row.recallAt10, row.questions),
      more(`${name}, reciprocal rank`, row.reciprocalRank, row.questions),
    ]),
    ...Object.entries(shares).map(([name, { percent, questions }]) =>
      more(name, percent, questions),
    ),
    more('confidenceTells', confidenceTells, all),
    {
      name: 'refusedWrongly',
      value: refusedWrongly.percent,
      questions: refusedWrongly.questions,
      direction: -1,
    },
  ];
}
