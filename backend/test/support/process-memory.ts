import { readFileSync } from 'node:fs';

/** Memory that a process holds now, and the most it has held, by the kernel's names. */
export type MemoryFigure = 'VmRSS' | 'VmHWM';

/** Megabytes of another process; NaN where the kernel does not tell, and Linux alone does. */
export function megabytesOf(pid: number | string, figure: MemoryFigure = 'VmRSS'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${figure}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1_024;
}
