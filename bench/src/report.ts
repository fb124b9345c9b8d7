import { cpus, totalmem } from 'node:os';

/** Prints a heading with the machine it was measured on, and a table with a row an entry. */
export function printTable(title: string, rows: readonly object[]): void {
  const [first, ...rest] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(`\n${title}`);
  console.log(`${1 + rest.length} x ${first?.model ?? '?'}, ${memory} GB, Node ${process.version}`);
  console.table(rows);
}

/** Shows what is going on during a long measurement. */
export function say(words: string): void {
  console.error(`… ${words}`);
}

/** Milliseconds with one decimal, as a table shows them. */
export function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

/** Seconds with two decimals out of milliseconds. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
