import { setTimeout as sleep } from 'node:timers/promises';

/** When a call that failed is made again; times in milliseconds. */
export interface RetryOptions {
  /** How often. */
  readonly most: number;
  readonly base: number;
  readonly cap: number;
  /** Longest pause that the server may ask for. */
  readonly longestAsked: number;
}

/**
 * The pause before a call is made again: what the server asked for, else full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter), a random part of
 * `base` x 2^n.
 * @param retry how often it was made again before, from 0.
 * @param asked milliseconds that the server asked for, if it did.
 * @returns undefined when it is not to be made again.
 */
export function pauseBefore(
  retry: number,
  asked: number | undefined,
  { most, base, cap, longestAsked }: RetryOptions,
  random: () => number = Math.random,
): number | undefined {
  if (retry >= most) return undefined;
  if (asked !== undefined) return asked <= longestAsked ? asked : undefined;
  return random() * Math.min(cap, base * 2 ** retry);
}

/** Waits. @throws the signal's reason, as soon as it is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch {
    // It can fail in this way only, and callers want their own reason rather than an AbortError.
    throw signal.reason;
  }
}
