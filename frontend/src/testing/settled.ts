import { vi } from 'vitest';

/**
 * Waits until all that needs no timer has come to rest; where timers are fake, they stay where they
 * are. Streams pass their pieces on in promises alone, so that a number of rounds is enough.
 */
export async function settled(): Promise<void> {
  const ROUNDS = 200;
  for (let round = 0; round < ROUNDS; round++) await Promise.resolve();
  if (vi.isFakeTimers()) await vi.advanceTimersByTimeAsync(0);
}
