import { hash } from 'node:crypto';
import type { PromptMessage } from '../../llm/index.js';

/** Tells one prompt from another, to the letter. */
export const fingerprintOf = (prompt: readonly PromptMessage[]): string =>
  // Lengths keep the borders of the messages apart from their texts.
  hash('sha256', prompt.map(({ role, text }) => `${role} ${text.length} ${text}`).join('')).slice(
    0,
    16,
  );
