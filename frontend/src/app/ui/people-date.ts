import { daysBetween } from './days-between';

const WEEKDAY = new Intl.DateTimeFormat('en', { weekday: 'long' });
const DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long' });
const MONTH = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' });
const DATE = new Intl.DateTimeFormat('en', { dateStyle: 'long' });
const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** A day as people say it: "today", "on Monday", "on May 3", "in May 2023". */
export function dayWords(date: Date, now: Date): string {
  const days = daysBetween(date, now);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 7) return `on ${WEEKDAY.format(date)}`;
  return days < 90 ? `on ${DAY.format(date)}` : `in ${MONTH.format(date)}`;
}

/** A day as a calendar has it, unless it was lately: "on Monday", "on August 4, 2025". */
export function dateWords(date: Date, now: Date): string {
  return daysBetween(date, now) < 7 ? dayWords(date, now) : `on ${DATE.format(date)}`;
}

/** A moment as people say it: "today at 14:05"; after some days the hour no longer matters. */
export function momentWords(date: Date, now: Date): string {
  const day = dayWords(date, now);
  return daysBetween(date, now) < 7 ? `${day} at ${CLOCK.format(date)}` : day;
}

/** The exact moment, in the reader's own way of writing it. */
export function exactTime(date: Date): string {
  return EXACT.format(date);
}
