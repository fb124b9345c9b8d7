import { DomainError } from '../shared/index.js';

/** There are as many answers as this process makes at once. */
export const serverBusy = (waitMs: number, cause?: unknown): DomainError =>
  new DomainError(
    'server_busy',
    503,
    'Too many answers are being written right now. Try again in a moment.',
    { cause, retryAfter: Math.ceil(waitMs / 1_000) },
  );
