import { stripVTControlCharacters } from 'node:util';

/**
 * Names the tests of Playwright's JSON report that failed or passed at a second try only.
 * @param {any} report
 * @returns {string[]}
 */
export function playwrightFailures(report) {
  const own = (report.specs ?? []).flatMap((/** @type {any} */ spec) =>
    spec.tests
      .filter((/** @type {any} */ { status }) => status === 'unexpected' || status === 'flaky')
      .map((/** @type {any} */ test) => {
        const title = `[${test.projectName}] ${spec.file}: ${spec.title}`;
        const failed = test.results.find((/** @type {any} */ { error }) => error !== undefined);
        return named(title, failed?.error.message);
      }),
  );
  const errors = (report.errors ?? []).map((/** @type {any} */ { message }) =>
    named('outside of tests', message),
  );
  return [...own, ...(report.suites ?? []).flatMap(playwrightFailures), ...errors];
}

/** Names the promises that did not hold. @param {any} report @returns {string[]} */
export function outcomeFailures(report) {
  const broken = report.filter((/** @type {any} */ { holds }) => holds === false);
  return broken.map((/** @type {any} */ row) => named(row.what, row.measured));
}

/**
 * A line for what failed: its name, and the first line of why.
 * @param {string} name
 * @param {string | undefined} why
 */
export function named(name, why) {
  const line = stripVTControlCharacters(why ?? '')
    .split('\n', 1)[0]
    ?.trim();
  return line ? `${name}: ${line}` : name;
}
