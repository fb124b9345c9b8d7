import type { BreakerReport } from '../resilience/index.js';

/** What is needed to search by meaning and is left alone, as one process sees it. */
export interface AwayFromHere {
  readonly code: 'embedder_unreachable' | 'vectors_unreachable';
  /** One sentence for a person. */
  readonly why: string;
}

/** The beginning of a breaker's name tells what it protects from. */
const KINDS = [
  { kind: 'embeddings:', code: 'embedder_unreachable', part: 'embedding server' },
  { kind: 'vectors:', code: 'vectors_unreachable', part: 'vector store' },
] as const;

/**
 * A process that makes no vectors, or has none to make, does not wait for anything, but its own
 * recalls learn what does not answer.
 */
export function awayFromHere(reports: readonly BreakerReport[]): AwayFromHere | undefined {
  for (const { kind, code, part } of KINDS) {
    const shut = reports.find(({ name, state }) => name.startsWith(kind) && state === 'open');
    if (shut) return { code, why: `The ${part} does not answer${ifHeld(shut)}.` };
  }
  return undefined;
}

const ifHeld = ({ held }: BreakerReport): string =>
  held ? ', since an administrator holds it back' : '';
