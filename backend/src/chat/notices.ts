import type { Captured } from '../memory/index.js';

/** What a person is told about their message itself: limits on memory are never applied in silence. */
export function noticesOf({ remembered, shortened }: Captured): string[] {
  if (!remembered) return ['memory_full'];
  return shortened ? ['memory_shortened'] : [];
}
