import type { Language } from './language.js';
import { directed, months, type Period } from './period.js';

/** Words before a month or a year that make sure that it is one: "may" is a verb, and 2023 a number. */
const PREPOSITION =
  'last|this|in|since|during|before|after|until|till|by|between|from|early|late|im|letzten?|diesen|seit|vor|nach|bis|' +
  'zwischen|von|en|depuis|avant|après|entre|de|desde|antes de|después de|hasta|da|prima di|dopo|tra|em|sinds|voor|na|vorig';
/** Words between the first and the last month of a stretch. */
const TO = 'and|to|until|till|through|und|bis|et|à|y|a|hasta|e|en|tot';

const SEASONS: Readonly<Record<string, number>> = {
  spring: 2,
  summer: 5,
  autumn: 8,
  fall: 8,
  winter: 11,
  frühling: 2,
  sommer: 5,
  herbst: 8,
  printemps: 2,
  été: 5,
  automne: 8,
  hiver: 11,
  primavera: 2,
  verano: 5,
  otoño: 8,
  invierno: 11,
};

const YEAR = '(?:19|20)\\d\\d';

interface Names {
  readonly months: readonly string[];
  readonly pattern: RegExp;
}

const known = new Map<Language, Names>();

/** The months of a language, and the pattern: preposition, first, its year, lone year, last, its year. */
function namesOf(language: Language): Names {
  const before = known.get(language);
  if (before) return before;
  const long = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  const names = Array.from({ length: 12 }, (_, month) =>
    long.format(Date.UTC(2024, month, 15)).toLowerCase(),
  );
  const one = `(${[...names, ...Object.keys(SEASONS)].join('|')})(?:,? (?:of |de )?(${YEAR}))?`;
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(${PREPOSITION}) (?:the |der |den |dem |le |la |l'|el )?` +
      `(?:${one}|(${YEAR}))(?:\\s+(?:${TO})\\s+${one})?(?![\\p{L}\\p{N}])`,
    'iu',
  );
  const made = { months: names, pattern };
  known.set(language, made);
  return made;
}

/**
 * The month, season of the northern half of the earth, or year that a text names, or the stretch
 * between two of them. Without a year, the latest that had begun by `at`.
 * @returns undefined where it names none, or one that has not begun.
 */
export function namedTime(text: string, language: Language, at: Date): Period | undefined {
  const { months: names, pattern } = namesOf(language);
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, preposition = '', name, ownYear, lone, last, lastYear] = match;
  const asked = { names, at, last: isLast(preposition) };
  const period = name
    ? monthOrSeason(name, ownYear ?? lastYear, asked)
    : months(Number(lone), 0, 12);
  if (!period.from || period.from > at) return undefined;
  if (last === undefined) return directed(period, preposition, at);
  const end = monthOrSeason(last, lastYear ?? ownYear, asked).to;
  return end > period.from ? { from: period.from, to: end } : undefined;
}

const isLast = (preposition: string): boolean => /^(?:last|letzten?|vorig)$/i.test(preposition);

function monthOrSeason(
  name: string,
  year: string | undefined,
  { names, at, last }: { names: readonly string[]; at: Date; last: boolean },
): Period {
  const season = SEASONS[name.toLowerCase()];
  const month = season ?? names.indexOf(name.toLowerCase());
  const count = season === undefined ? 1 : 3;
  if (year) return months(Number(year), month, count);
  const thisYear = months(at.getUTCFullYear(), month, count);
  const begun = thisYear.from && (last ? thisYear.to <= at : thisYear.from <= at);
  return begun ? thisYear : months(at.getUTCFullYear() - 1, month, count);
}
