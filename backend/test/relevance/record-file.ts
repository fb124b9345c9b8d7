import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Figures } from './figures.ts';

const FILE = fileURLToPath(new URL('recorded.json', import.meta.url));

/** The figures that recall may not fall behind. */
export function readRecord(): Figures {
  // Only `writeRecord` writes it.
  return JSON.parse(readFileSync(FILE, 'utf8')) as Figures;
}

/** Makes these the figures that recall may not fall behind. */
export function writeRecord(figures: Figures): void {
  writeFileSync(FILE, `${JSON.stringify(figures, null, 2)}\n`);
}
