/** An embedding model that is being measured. */
export interface Candidate {
  readonly name: string;
  /** @returns undefined when it is not installed; `how` then says what to do. */
  start(): Promise<RunningCandidate | undefined>;
  readonly how: string;
}

/** An embedding model that is ready. */
export interface RunningCandidate {
  /** One unit vector a text. */
  readonly embed: (
    texts: readonly string[],
    purpose: 'query' | 'document',
  ) => Promise<readonly Vector[]>;
  /** Memory that it takes, in MB; undefined where that cannot be told. */
  readonly megabytes: number | undefined;
  readonly stop: () => Promise<void>;
}

/** A vector of meaning. */
export type Vector = readonly number[] | Float32Array;

/** Memory of this process that is in use, in MB. */
export const ownMegabytes = (): number => process.memoryUsage().rss / 2 ** 20;
