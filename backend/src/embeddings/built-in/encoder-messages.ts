/** What the thread of the encoder is told. */
export type ToEncoder =
  | {
      readonly kind: 'encode';
      readonly id: number;
      readonly texts: readonly string[];
      /** Somebody waits for it: it goes before everything that is not. */
      readonly urgent: boolean;
    }
  | { readonly kind: 'cancel'; readonly id: number };

/** What it answers: the vectors, or why there are none. */
export type FromEncoder =
  | {
      readonly id: number;
      readonly vectors: readonly Float32Array[];
      /** Milliseconds that an urgent one was worked on; 0 for all others. */
      readonly workMs: number;
    }
  | { readonly id: number; readonly fault: string };
