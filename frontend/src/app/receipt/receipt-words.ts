import type { LeftOutReason, RecallParts } from '../api/models';

/** Why a memory that came close was not sent. */
export const REASONS: Readonly<Record<LeftOutReason, string>> = {
  repeated: 'Another memory says the same',
  token_budget: 'No room was left for it',
  limit: 'Enough better ones were found',
  in_conversation: 'This chat shows it anyway',
  nothing_fits: 'Not sure enough that it fits',
  question: 'A question tells nothing about you',
};

/** What spoke for a memory, in the order in which it is told. */
const PARTS: readonly (readonly [keyof RecallParts, string])[] = [
  ['lexical', 'Words in common'],
  ['meaning', 'Close in meaning'],
  ['context', 'What was said around it'],
  ['speaker', 'Who said it'],
  ['time', 'When it was said'],
  ['standing', 'Meant to hold from then on'],
  ['newest', 'Said lately'],
];

/** One part of a score as it is shown. */
export interface ShownPart {
  readonly words: string;
  /** Its share of the score, such as "0.60". */
  readonly points: string;
  /** Length of its bar, 0 to 100. */
  readonly percent: number;
}

/** Below this a part is shown as nothing. */
const SEEN = 0.005;

/**
 * The parts of a score that spoke for it, those that count nothing left out.
 * @param best the highest score on the receipt, so that bars can be compared within it.
 */
export const shownParts = (parts: RecallParts, best: number): readonly ShownPart[] =>
  PARTS.filter(([name]) => parts[name] >= SEEN).map(([name, words]) => ({
    words,
    points: parts[name].toFixed(2),
    percent: best > 0 ? Math.min(100, Math.round((100 * parts[name]) / best)) : 0,
  }));

/** How sure recall was, in words. @param confidence 0 to 1. */
export function confidenceWords(confidence: number | null, nothingFits: boolean): string {
  if (confidence === null) return 'Memory was not asked.';
  if (nothingFits) return 'Nothing remembered seemed to fit, so nothing was sent.';
  if (confidence >= 0.8) return 'Sure that something here fits.';
  return confidence >= 0.5 ? 'Fairly sure that something here fits.' : 'Not sure that this fits.';
}
