/** A kind of work that waits in the database until a worker has done it. */
export interface Queue {
  /** Lower case letters and hyphens. */
  readonly name: string;
  /** `exclusive`: one job at a time, waiting or running; a further one is not taken. */
  readonly policy?: 'standard' | 'exclusive';
  /** Most jobs that a worker takes at once. */
  readonly batch: number;
  /** Seconds between two looks without a hint: at what other processes sent, and at what is to be tried again. */
  readonly polling: number;
  /** Milliseconds without a further hint, after which the look is taken that hints call for. 0 unless given. */
  readonly gathering?: number;
  /** Attempts after the first one; then the job is given up. */
  readonly retries: number;
  /** Most seconds until the next attempt. The second one waits 1 to 2 s, each further one twice as long. */
  readonly longestDelay: number;
  /** Seconds that an attempt may take. */
  readonly longestRun: number;
  /** Whether jobs that were given up are kept, to be looked at and tried again on demand. */
  readonly keepsDead: boolean;
}

/** A job to do. */
export interface Job<Data> {
  readonly id: string;
  readonly data: Data;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** What became of a job that is not done: it is tried again, or given up since that would not help. */
export interface JobFailure {
  readonly reason: string;
  readonly giveUp: boolean;
}

/**
 * Does jobs. When it throws, all of them failed and are tried again.
 * @param signal aborted when the process stops, or when they take too long.
 * @returns the failures, by the jobs' ids; all others are done.
 */
export type JobHandler<Data> = (
  jobs: readonly Job<Data>[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, JobFailure>>;
