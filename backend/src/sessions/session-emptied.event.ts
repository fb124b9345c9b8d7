/** Name of the hint that a conversation was deleted or cleared. */
export const SESSION_EMPTIED = 'session.emptied';

/** A conversation was deleted or cleared. */
export interface SessionEmptied {
  readonly sessionId: string;
}
