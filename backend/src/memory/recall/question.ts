/** How a text ends that asks, in the scripts that have a mark for it; for SQL and for us alike. */
export const QUESTION_END = '[?？؟]\\s*$';

/** More than this of white space behind the mark is not looked through. */
const TAIL = 100;

const PATTERN = new RegExp(QUESTION_END);

/** Whether a text asks: it tells nothing about whoever says it. */
export const isQuestion = (text: string): boolean => PATTERN.test(text.slice(-TAIL));
