/** A line that could not be taken, and why. */
export interface LineFailure {
  /** Its number in the file, from 1. */
  readonly line: number;
  /** Stable snake_case name. */
  readonly code: string;
  /** A sentence for a person. */
  readonly message: string;
}

/** Failures of one import that are told one by one; all of them are counted. */
export const FAILURES_LISTED = 1_000;
