import { readFileSync } from 'node:fs';

/** The text before everything; the same in each prompt, so that a provider's prompt cache holds. */
export const SYSTEM_PROMPT = readFileSync(
  new URL('../../../prompts/system.md', import.meta.url),
  'utf8',
).trim();
