import type { Response } from 'express';

/** Aborted once nobody waits for a response any more: it was given, or its connection has gone. */
export function whenGone(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  return gone.signal;
}
