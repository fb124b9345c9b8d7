import { textOf, type ChatRequest } from './fake-behaviour.ts';

/** What the fake says when nothing in the prompt speaks to the question. */
export const NOTHING_IN_PROMPT = 'Nothing in my prompt speaks to that.';

const TOO_COMMON = new Set(
  'a an and are at did do does i in is it me my name of on that the to was what when where which who you your'.split(
    ' ',
  ),
);

/**
 * Answers from the conversation that it was sent: the line that shares the most words with the
 * question, which is the last line. Without a recalled memory there is no such line, for the
 * system's instructions do not count.
 */
export function answerFromPrompt(request: ChatRequest): string {
  const lines = request.messages
    .filter(({ role }) => role !== 'system')
    .flatMap((message) => textOf(message).trim().split('\n'));
  const question = lines.at(-1) ?? '';
  const asked = keywords(question);
  const best = lines
    .filter((line) => line !== question)
    .map((line) => ({ line, shared: [...keywords(line)].filter((word) => asked.has(word)).length }))
    .sort((a, b) => b.shared - a.shared)[0];
  if (best === undefined || best.shared === 0) return NOTHING_IN_PROMPT;
  return `You told me: ${quotedPart(best.line)}`;
}

function keywords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => !TOO_COMMON.has(word)).map((word) => word.slice(0, 6)));
}

/** Memories stand in the prompt as dated quotations; the reader wants the last quote's words. */
function quotedPart(line: string): string {
  return /"((?:[^"\\]|\\.)+)"[^"]*$/.exec(line)?.[1] ?? line.trim();
}
