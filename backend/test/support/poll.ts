import { setTimeout as delay } from 'node:timers/promises';

/** How long to try, and how often (milliseconds). */
export interface PollLimits {
  readonly withinMs: number;
  readonly everyMs?: number;
}

/**
 * Asks again and again until the answer is neither undefined nor false.
 * @throws {Error} naming `what` when the time is over.
 */
export async function poll<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  { withinMs, everyMs = 25 }: PollLimits,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() >= deadline) throw new Error(`Waited ${withinMs} ms in vain for: ${what}`);
    await delay(everyMs);
  }
}
