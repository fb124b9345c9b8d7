import type { Import } from '../api/models';

/** The code of an import that its owner ended. */
export const CANCELLED = 'import_cancelled';

/** Whether it is being taken in or indexed. */
export const isRunning = ({ state }: Import): boolean =>
  state === 'importing' || state === 'indexing';

const NUMBER = new Intl.NumberFormat('en');

/** A count with its noun: "1 message", "1,200 messages". */
export const counted = (count: number, noun: string): string =>
  `${NUMBER.format(count)} ${noun}${count === 1 ? '' : 's'}`;

const WAITS: Readonly<Partial<Record<string, string>>> = {
  embedder: 'the embedding model',
  vectors: 'the store of meanings',
  vectors_filling: 'earlier memories',
};

/** How an import stands, in one sentence. */
export function stateWords(of: Import): string {
  const { state, taken, lines, messages, indexed, degraded, error } = of;
  if (state === 'failed') return error?.message ?? 'It failed. What had come in before is kept.';
  if (state === 'done') return `${counted(messages, 'message')} taken in.`;
  const percent = `(${percentOf(of)}\u00a0%)`;
  if (state === 'importing')
    return `Taking in line ${NUMBER.format(taken)} of ${NUMBER.format(lines)} ${percent} …`;
  const waits = degraded.map((code) => WAITS[code]).find((words) => words !== undefined);
  return waits
    ? `All can be found by their words. Waiting for ${waits} to find them by meaning, too.`
    : `Learning the meaning of ${NUMBER.format(indexed)} of ${counted(messages, 'message')} ${percent} …`;
}

/** How far it is, 0 to 100. */
export function percentOf({ state, taken, lines, messages, indexed }: Import): number {
  if (state === 'done') return 100;
  const [done, all] = state === 'importing' ? [taken, lines] : [indexed, messages];
  return all === 0 ? 0 : Math.floor((100 * done) / all);
}
