import type { Scope } from '../../shared/index.js';

/** What is asked of an arm, one way to find memories: by words, by meaning, the newest. */
export interface Question {
  readonly scope: Scope;
  readonly text: string;
  /** Only what was said in this session. */
  readonly sessionId: string | undefined;
}
