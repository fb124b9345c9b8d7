/** @typedef {import('./counts.mjs').Counts} Counts */

/**
 * Reads the JSON report of Vitest. A file that could not
 * even be loaded has no test in it and counts as one failure.
 * @param {any} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const files = /** @type {{ status: string, assertionResults: unknown[] }[]} */ (
    report.testResults
  );
  const broken = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/**
 * Reads Playwright's JSON report. A flaky test passed only at a second try: that is a failure here.
 * @param {any} report
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/** How many tests `playwright test --list` names. @param {any} report @returns {number} */
export function countListed(report) {
  return (report.suites ?? []).reduce(
    (/** @type {number} */ total, /** @type {any} */ suite) =>
      total +
      countListed(suite) +
      suite.specs.reduce(
        (/** @type {number} */ sum, /** @type {any} */ spec) => sum + spec.tests.length,
        0,
      ),
    0,
  );
}

/** Reads what `node-test-reporter.mjs` writes. @param {any} report @returns {Counts} */
export function countNodeTest(report) {
  return {
    passed: report.passed,
    failed: report.failed + report.cancelled,
    skipped: report.skipped + report.todo,
  };
}

/**
 * Reads what `npm run bench:resilience -- --report FILE` writes: a row for each promise.
 * @param {any} report
 * @returns {Counts}
 */
export function countOutcomes(report) {
  const rows = /** @type {{ holds?: boolean }[]} */ (report);
  const having = (/** @type {boolean | undefined} */ holds) =>
    rows.filter((row) => row.holds === holds).length;
  return { passed: having(true), failed: having(false), skipped: having(undefined) };
}
