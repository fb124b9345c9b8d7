/** What headers of a response can be asked for. */
export interface ReadableHeaders {
  get(name: string): string | null;
}

/**
 * How long a server asks to be left alone.
 * @returns milliseconds from `now` on, at least 0, of `retry-after-ms`, or of `Retry-After` in seconds
 *   or as a date (RFC 9110, 10.2.3); undefined when it does not say, or says nonsense.
 */
export function retryAfter(headers: ReadableHeaders, now = Date.now()): number | undefined {
  const milliseconds = numberIn(headers.get('retry-after-ms'));
  if (milliseconds !== undefined) return milliseconds;
  const text = headers.get('retry-after');
  const seconds = numberIn(text);
  if (seconds !== undefined) return seconds * 1_000;
  // Dates have letters: `Date.parse` would also take "-5" for one.
  const until = text !== null && /[a-z]/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(until) ? undefined : Math.max(0, until - now);
}

/** Some servers send fractions, although the standard knows whole seconds only. */
const numberIn = (text: string | null): number | undefined =>
  text !== null && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
