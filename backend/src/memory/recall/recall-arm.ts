import type { Scope } from '../../shared/index.js';

/** What is asked of an arm. */
export interface Question {
  readonly scope: Scope;
  readonly text: string;
  /** Only what was said in this session. */
  readonly sessionId: string | undefined;
}

/** A memory that an arm found. */
export interface Hit {
  readonly memoryId: string;
  /** Higher is better, comparable within one answer of one arm. */
  readonly score: number;
}

/** One way to find memories, by words or by meaning. A hit of any arm is a candidate. */
export interface RecallArm {
  /** @returns at most `limit` hits of the scope, best first; empty when nothing fits. */
  find(question: Question, limit: number): Promise<readonly Hit[]>;
}
