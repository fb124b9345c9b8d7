/** Writing systems that put spaces between words. */
const SPACED = String.raw`\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}`;
const ENDS_IN_WORD = new RegExp(`[${SPACED}.,;:!?]$`, 'u');
const BEGINS_WITH_WORD = new RegExp(`^[${SPACED}]`, 'u');

/**
 * The first piece of a continuation as it stands after the text before it. Answers break off between
 * tokens, which is nearly always between words, and a new answer begins without the space.
 */
export const joined = (before: string, first: string): string =>
  ENDS_IN_WORD.test(before) && BEGINS_WITH_WORD.test(first) ? ` ${first}` : first;
