import { NONE, lastLine, sum } from './counts.mjs';

/**
 * @typedef {import('./counts.mjs').Counts} Counts
 * @typedef {{ code: number, report: unknown }} Outcome `report` is undefined when none was written
 * @typedef {object} Suite
 * @property {string} name
 * @property {() => Promise<Outcome>} run
 * @property {(report: unknown) => Counts} count
 * @property {(report: unknown) => string[]} [failures] what failed, a line each; asked only where something did
 * @property {() => Promise<{ why: string, tests: number } | undefined>} [missing] what it cannot run without
 */

/**
 * Runs suites one after the other, prints a table and the last line, and says how it ended.
 * @param {readonly Suite[]} suites
 * @param {{ ci: boolean, print: (line: string) => void }} how
 * @returns {Promise<number>} exit code
 */
export async function runSuites(suites, { ci, print }) {
  /** @type {{ name: string, counts: Counts, failures: string[], seconds: number }[]} */
  const rows = [];
  for (const suite of suites) {
    print(`\n── ${suite.name}`);
    const started = Date.now();
    const outcome = await runSuite(suite, { ci, print });
    rows.push({ name: suite.name, ...outcome, seconds: (Date.now() - started) / 1000 });
  }
  const total = sum(rows.map((row) => row.counts));
  print('');
  // Where they happened they are hard to find among thousands of lines.
  for (const { name, failures } of rows)
    for (const failure of failures) print(`✘ ${name}: ${failure}`);
  for (const { name, counts, seconds } of rows)
    print(`${name.padEnd(10)} ${seconds.toFixed(1).padStart(7)} s   ${lastLine(counts)}`);
  const skippedInCi = ci && total.skipped > 0;
  if (skippedInCi) print('Under CI=true nothing may be skipped: this run has failed.');
  print(lastLine(total));
  return total.failed > 0 || total.passed + total.skipped === 0 || skippedInCi ? 1 : 0;
}

/**
 * @param {Suite} suite
 * @param {{ ci: boolean, print: (line: string) => void }} how
 * @returns {Promise<{ counts: Counts, failures: string[] }>}
 */
async function runSuite(suite, { ci, print }) {
  const missing = await suite.missing?.();
  if (missing) {
    print(missing.why);
    const tests = Math.max(1, missing.tests);
    return ci
      ? { counts: { ...NONE, failed: tests }, failures: [missing.why] }
      : { counts: { ...NONE, skipped: missing.tests }, failures: [] };
  }
  const { code, report } = await suite.run();
  const counts = readCounts(suite, report);
  if (counts && counts.failed > 0) return { counts, failures: suite.failures?.(report) ?? [] };
  if (counts && code === 0) return { counts, failures: [] };
  const what = counts ? 'crashed' : 'ended without a report';
  const failure = `The ${suite.name} suite ${what} (exit code ${code}).`;
  print(failure);
  return { counts: { ...(counts ?? NONE), failed: 1 }, failures: [failure] };
}

/** @param {Suite} suite @param {unknown} report @returns {Counts | undefined} */
function readCounts(suite, report) {
  if (report === undefined) return undefined;
  const counts = suite.count(report);
  const whole = Object.values(counts).every((value) => Number.isInteger(value));
  return whole ? counts : undefined;
}
