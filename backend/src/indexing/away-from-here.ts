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
 * recalls learn what does not answer. Once a breaker would let the next one try, nothing is known any more.
 */
export function awayFromHere(
  reports: readonly BreakerReport[],
  now = new Date(),
): AwayFromHere | undefined {
  const isShut = ({ state, held, retryAt }: BreakerReport) =>
    state === 'open' && (held || (retryAt !== null && retryAt > now));
  for (const { kind, code, part } of KINDS) {
    const shut = reports.find((report) => report.name.startsWith(kind) && isShut(report));
    if (shut) return { code, why: `The ${part} does not answer${ifHeld(shut)}.` };
  }
  return undefined;
}

const ifHeld = ({ held }: BreakerReport): string =>
  held ? ', since an administrator holds it back' : '';
