import type { Scored } from './scoring.ts';

/** How well a group of questions was answered; all in percent. */
export interface RowFigures {
  readonly questions: number;
  readonly recallAt5: number;
  readonly recallAt10: number;
  /** Mean reciprocal rank times 100. */
  readonly reciprocalRank: number;
}

/** A share of a number of questions, in percent. */
export interface Share {
  readonly questions: number;
  readonly percent: number;
}

/** All that is measured, as it is recorded. */
export interface Figures {
  /** By kind, by language, and `all`: questions that have evidence. */
  readonly rows: Readonly<Record<string, RowFigures>>;
  /** The latest of conflicting statements above all earlier ones. */
  readonly newestWins: Share;
  /** "Nothing fits" where nothing does: never spoken of, small talk, another space's questions. */
  readonly refusedUnknown: Share;
  readonly refusedSmalltalk: Share;
  readonly refusedElsewhere: Share;
  /** "Nothing fits" where there is evidence: lower is better. */
  readonly refusedWrongly: Share;
  /** How surely `confidence` tells what is known from what is not (AUROC), times 100. */
  readonly confidenceTells: number;
}

/** Adds up judged answers. */
export function figuresOf(scored: readonly Scored[]): Figures {
  const own = scored.filter(({ elsewhere }) => !elsewhere);
  const known = own.filter(({ question }) => question.evidence.length > 0);
  const ofKind = (kind: string) => own.filter(({ question }) => question.kind === kind);
  const elsewhere = scored.filter((one) => one.elsewhere);
  const nothing = [...ofKind('unknown'), ...elsewhere];
  return {
    rows: rowsOf(known),
    newestWins: shareOf(
      known.flatMap(({ newestWon }) => (newestWon === undefined ? [] : [newestWon])),
    ),
    refusedUnknown: refusedOf(ofKind('unknown')),
    refusedSmalltalk: refusedOf(ofKind('smalltalk')),
    refusedElsewhere: refusedOf(elsewhere),
    refusedWrongly: refusedOf(known),
    confidenceTells: percent(areaUnderCurve(confidences(known), confidences(nothing))),
  };
}

/** The share of pairs in which the first is larger than the second, equal ones counting half. */
export function areaUnderCurve(larger: readonly number[], smaller: readonly number[]): number {
  return mean(
    larger.flatMap((one) => smaller.map((other) => (one > other ? 1 : one === other ? 0.5 : 0))),
  );
}

function rowsOf(known: readonly Scored[]): Record<string, RowFigures> {
  const byKind = Map.groupBy(known, ({ question }) => question.kind as string);
  const byLanguage = Map.groupBy(known, ({ question }) => `in ${question.language ?? 'en'}`);
  return Object.fromEntries(
    [...sorted(byKind), ...sorted(byLanguage), ['all', known] as const].map(([name, group]) => [
      name,
      rowOf(group),
    ]),
  );
}

function rowOf(group: readonly Scored[]): RowFigures {
  return {
    questions: group.length,
    recallAt5: percent(mean(group.map(({ recallAt5 }) => recallAt5))),
    recallAt10: percent(mean(group.map(({ recallAt10 }) => recallAt10))),
    reciprocalRank: percent(mean(group.map(({ reciprocalRank }) => reciprocalRank))),
  };
}

function refusedOf(group: readonly Scored[]): Share {
  return shareOf(group.map(({ refused }) => refused));
}

function shareOf(flags: readonly boolean[]): Share {
  return { questions: flags.length, percent: percent(mean(flags.map(Number))) };
}

const confidences = (group: readonly Scored[]): number[] =>
  group.map(({ confidence }) => confidence);
const percent = (share: number): number => Math.round(share * 1000) / 10;
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
const sorted = <T>(groups: ReadonlyMap<string, T>): [string, T][] =>
  [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
