import { textOf, type ChatRequest } from './fake-behaviour.ts';

/** What the fake says when nothing in the prompt speaks to the question. */
export const NOTHING_IN_PROMPT = 'Nothing in my prompt speaks to that.';

const TOO_COMMON = new Set(
  'a an and are at did do does i in is it me my name of on that the to was what when where which who you your'.split(
    ' ',
  ),
);

/**
 * Answers from the prompt itself: the line, outside the question, that shares the most words with
 * the question. Without a recalled memory in the prompt there is no such line.
 */
export function answerFromPrompt(request: ChatRequest): string {
  const texts = request.messages.map(textOf);
  const question = texts.at(-1) ?? '';
  const asked = keywords(question);
  const best = texts
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.trim() !== question.trim())
    .map((line) => ({ line, shared: [...keywords(line)].filter((word) => asked.has(word)).length }))
    .sort((a, b) => b.shared - a.shared)[0];
  if (best === undefined || best.shared === 0) return NOTHING_IN_PROMPT;
  return `You told me: ${quotedPart(best.line)}`;
}

function keywords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => !TOO_COMMON.has(word)).map((word) => word.slice(0, 6)));
}

/** Memories stand in the prompt as dated quotations; the reader wants the words alone. */
function quotedPart(line: string): string {
  const withoutTags = line.replace(/<[^>]*>/g, '').trim();
  return /["“«](.+)["”»]/.exec(withoutTags)?.[1] ?? withoutTags;
}
