/** One row of the table of what must hold. */
export interface Outcome {
  readonly what: string;
  readonly promise: string;
  readonly measured: string;
  /** Undefined where it could not be measured, which `measured` says. */
  readonly holds: boolean | undefined;
}

/** How long and how often things are done. */
export interface Extent {
  readonly kills: number;
  /** Seconds that the embedder is dead. */
  readonly deadSeconds: number;
  readonly messages: number;
  /** Streams that begin at the same instant, one number after the other. */
  readonly streams: readonly number[];
  /** Seconds of random faults, on each database. */
  readonly faultSeconds: number;
  /** Seconds of mixed use. */
  readonly soakSeconds: number;
  /** Whether that is tried on a server database, too. */
  readonly soakOnServer: boolean;
  /** Megabytes a minute by which, in the second half, the process and its live objects may grow. */
  readonly soakSlope: { readonly rss: number; readonly heap: number };
}

/** What is measured, before it is. */
export type Names = Pick<Outcome, 'what' | 'promise'>;

/** A part of the table, run by itself. */
export type Trial = (extent: Extent) => Promise<readonly Outcome[]>;
