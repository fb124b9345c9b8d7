import * as chrono from 'chrono-node';
import { type Language, languageOf } from './language.js';
import { namedTime } from './named-months.js';
import { DAY_MS, daysAround, directed, months, type Period } from './period.js';

/** When a question asks about. */
export interface AskedTime {
  readonly period: Period;
  /** The question as it is searched by words: without "yesterday", which stands in none that is meant. */
  readonly text: string;
}

/** Longer texts tell of many times. */
const LONGEST = 500;

/** Abbreviations of weekdays and the present, which are seldom meant as a date. */
const NO_DATE =
  /^(?:sun|mon|tue|wed|thu|fri|sat|now|just now|jetzt|maintenant|ahora|ora|nu|今|现在|сейчас)$/i;
const WEEK = /week|woche|semaine|semana|settiman|weken|недел|тижн|週|周/iu;
const ABOUT =
  /few|couple|about|around|some|einige|paar|quelques|unos|varios|alcuni|een paar|несколько|数日|几天/iu;

/**
 * The time that a question names: a date, a month, a year, "yesterday", "three weeks ago", "since May".
 * @param at when it is asked.
 * @returns undefined where it names none that lies in the past.
 */
export function timeIn(question: string, at: Date): AskedTime | undefined {
  if (question.length > LONGEST) return undefined;
  const language = languageOf(question);
  const named = namedTime(question, language, at);
  const relative = relativeTime(question, language, at);
  // A date is more precise than its month.
  if (relative && !(named && relative.vague)) return relative;
  return named && { period: named, text: question };
}

function relativeTime(text: string, language: Language, at: Date) {
  // Days are those of UTC, in which the days of memories are told too.
  const [result] = chrono[language].casual
    .parse(text, { instant: at, timezone: 'UTC' })
    .filter(({ text: expression, start }) => !NO_DATE.test(expression) && isDated(start));
  if (!result) return undefined;
  const period = latest(periodOf(result), result, at);
  if (!period.from || period.from > at) return undefined;
  const meant = directed(period, text.slice(0, result.index), at);
  return {
    period: meant,
    text: isNamed(result) ? text : text.replace(result.text, ' '),
    vague: !result.start.isCertain('day') && !result.start.isCertain('weekday'),
  };
}

const isDated = (start: chrono.ParsedComponents): boolean =>
  (['year', 'month', 'day', 'weekday'] as const).some((part) => start.isCertain(part));

const RELATIVE = /ago\b|vor |il y a|hace|\bfa\b|há |назад|тому/i;

/** Whether it names its weekday or its month, which stand in the keys of memories, too. */
function isNamed({ text, start }: chrono.ParsedResult): boolean {
  if (start.isCertain('weekday') && !start.isCertain('day')) return true;
  const hasName = /\p{L}{3,}/u.test(text) && /\d/.test(text);
  return start.isCertain('month') && hasName && !WEEK.test(text) && !RELATIVE.test(text);
}

function periodOf({ text, start, end }: chrono.ParsedResult): Period {
  const first = unitOf(text, start);
  return end ? { from: first.from, to: unitOf(text, end).to } : first;
}

/** The day, week, month or year that is meant, by how precisely it was said. */
function unitOf(expression: string, said: chrono.ParsedComponents): Period {
  const date = said.date();
  if (WEEK.test(expression)) return daysAround(date, 3);
  if (said.isCertain('day') || said.isCertain('weekday'))
    return daysAround(date, ABOUT.test(expression) ? 2 : 0);
  if (said.isCertain('month')) return months(date.getUTCFullYear(), date.getUTCMonth());
  return months(date.getUTCFullYear(), 0, 12);
}

/** Without a year it was the last time, since what is remembered lies behind. */
function latest(period: Period, { start }: chrono.ParsedResult, at: Date): Period {
  if (!period.from || period.from <= at || start.isCertain('year')) return period;
  if (start.isCertain('month'))
    return {
      from: oneYearBefore(period.from),
      to: oneYearBefore(period.to),
    };
  const week = 7 * DAY_MS;
  return start.isCertain('weekday')
    ? { from: new Date(period.from.getTime() - week), to: new Date(period.to.getTime() - week) }
    : period;
}

function oneYearBefore(date: Date): Date {
  const before = new Date(date);
  before.setUTCFullYear(date.getUTCFullYear() - 1);
  return before;
}
