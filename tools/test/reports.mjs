/** @typedef {import('./counts.mjs').Counts} Counts */

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
