import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { npm, run } from '../setup/run.mjs';
import { SetUpError } from '../setup/set-up-error.mjs';
import { CACHE, ROOT } from '../setup/workspace.mjs';
import { findBrowser } from './browser.mjs';
import { outcomeFailures, playwrightFailures } from './failures.mjs';
import { countListed, countOutcomes, countPlaywright } from './reports.mjs';

/** @typedef {import('./run-suites.mjs').Suite} Suite */

const folder = join(CACHE, 'reports');
const reportOf = (/** @type {string} */ name) => join(folder, `${name}.json`);
const reporterOf = (/** @type {string} */ runner) =>
  join(ROOT, 'tools', 'test', `${runner}-reporter.mjs`);

/** How reports are read: those our reporters write, and those of others. */
const OWN = {
  count: (/** @type {any} */ { passed, failed, skipped }) => ({ passed, failed, skipped }),
  failures: (/** @type {any} */ report) => report.failures,
};
const PLAYWRIGHT = { count: countPlaywright, failures: playwrightFailures };
const OUTCOMES = { count: countOutcomes, failures: outcomeFailures };

/**
 * @param {string} name
 * @param {(report: string) => Promise<{ code: number }>} runner
 * @param {Pick<Suite, 'count' | 'failures'>} reader of what the runner writes
 * @returns {Suite}
 */
const suite = (name, runner, reader) => ({
  name,
  run: () => reporting(name, runner),
  ...reader,
});

/** All suites, in the order in which they run: the quick and the basic ones first. @type {Suite[]} */
const SUITES = [
  suite('tools', runTools, OWN),
  suite('backend', runBackend, OWN),
  suite('frontend', runFrontend, OWN),
  { ...suite('e2e', runBrowser, PLAYWRIGHT), missing: browserMissing },
];

/** What takes minutes by design, and runs where nobody waits for it. */
const SLOW = suite('resilience', runResilience, OUTCOMES);

const ALL = [...SUITES, SLOW];

/**
 * @param {readonly string[]} names none: all of them, the slow one under `ci` only
 * @param {{ ci: boolean }} how
 * @throws {SetUpError} when there is no such suite
 */
export function suitesNamed(names, { ci }) {
  if (names.length === 0) return ci ? ALL : SUITES;
  const unknown = names.filter((name) => !ALL.some((suite) => suite.name === name));
  if (unknown.length > 0)
    throw new SetUpError(
      `There is no suite ${unknown.join(', ')}. There are: ${ALL.map(({ name }) => name).join(', ')}.`,
    );
  return ALL.filter(({ name }) => names.includes(name));
}

/**
 * Runs a suite that writes a report. An old report is removed first: it must not stand in for one
 * that a crash prevented.
 * @param {string} name
 * @param {(report: string) => Promise<{ code: number }>} runner
 */
async function reporting(name, runner) {
  const file = reportOf(name);
  mkdirSync(folder, { recursive: true });
  rmSync(file, { force: true });
  const { code } = await runner(file);
  return { code, report: readReport(file) };
}

/** @param {string} file @returns {unknown} */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Missing or cut off: the suite crashed, which the caller says.
    return undefined;
  }
}

/** @param {string} report */
function runTools(report) {
  const reporter = pathToFileURL(reporterOf('node-test')).href;
  return run(
    process.execPath,
    [
      '--test',
      '--test-reporter=dot',
      '--test-reporter-destination=stdout',
      `--test-reporter=${reporter}`,
      `--test-reporter-destination=${report}`,
      'tools/**/*.test.mjs',
    ],
    { stdio: 'inherit' },
  );
}

/** @param {string} report */
function runBackend(report) {
  const reporters = ['default', reporterOf('vitest')].map((name) => `--reporter=${name}`);
  return npm(['test', '-w', 'backend', '--', ...reporters, `--outputFile=${report}`], {
    stdio: 'inherit',
  });
}

/** @param {string} report */
function runFrontend(report) {
  const reporters = ['default', reporterOf('vitest')].flatMap((name) => ['--reporters', name]);
  return npm(['test', '-w', 'frontend', '--', ...reporters, '--output-file', report], {
    stdio: 'inherit',
  });
}

/** @param {string} report */
function runBrowser(report) {
  const env = {
    ...process.env,
    CHROME_PATH: findBrowser(),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  };
  return npm(['test', '-w', 'e2e', '--', '--reporter=list,json'], { stdio: 'inherit', env });
}

/** @param {string} report */
function runResilience(report) {
  const trials = ['faults', 'soak'];
  const options = ['--short', '--together', '--report', report, ...trials];
  return npm(['run', 'resilience', '-w', 'bench', '--', ...options], { stdio: 'inherit' });
}

async function browserMissing() {
  if (findBrowser()) return undefined;
  const why =
    'No Chrome or Chromium was found: the browser tests are skipped. Install one, or set CHROME_PATH.';
  const { stdout } = await npm(['test', '-s', '-w', 'e2e', '--', '--list', '--reporter=json']);
  return { why, tests: Math.max(1, countListed(parseOrNone(stdout))) };
}

/** @param {string} text @returns {unknown} */
function parseOrNone(text) {
  try {
    return JSON.parse(text);
  } catch {
    // A suite that cannot even list its tests still is one thing skipped.
    return {};
  }
}
