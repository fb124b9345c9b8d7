/** A stretch of time, in UTC. */
export interface Period {
  /** Undefined: all the time before `to`. */
  readonly from: Date | undefined;
  /** First moment after it. */
  readonly to: Date;
}

export const DAY_MS = 86_400_000;

/** Whether a moment lies in a period. */
export const contains = ({ from, to }: Period, at: Date): boolean =>
  at < to && (from === undefined || at >= from);

/** The day of a date, with so many days on both sides of it. */
export function daysAround(date: Date, margin: number): Period {
  const day = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  return { from: new Date(day - margin * DAY_MS), to: new Date(day + (margin + 1) * DAY_MS) };
}

/** So many months from a month (0 is January) on. */
export const months = (year: number, month: number, count = 1): Period => ({
  from: new Date(Date.UTC(year, month, 1)),
  to: new Date(Date.UTC(year, month + count, 1)),
});

/** What stands before a date and turns the date into a stretch before or after it. */
const BEFORE =
  /(?:\b(?:before|until|till|by|bis|avant|jusqu'(?:à|en)|antes de|prima (?:di|del)|voor)|до|перед)\s*$/iu;
const AFTER =
  /(?:\b(?:since|after|from|seit|nach|depuis|après|desde|después de|da|dal|sinds|na)|с|после)\s*$/iu;

/** The stretch that is meant by a period behind some words: "before May" is all that was before it. */
export function directed(period: Period, textBefore: string, at: Date): Period {
  if (BEFORE.test(textBefore) && period.from) return { from: undefined, to: period.from };
  if (AFTER.test(textBefore)) return { from: period.from, to: new Date(at.getTime() + 1) };
  return period;
}
