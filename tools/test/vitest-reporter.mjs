import { writeFileSync } from 'node:fs';
import { named } from './failures.mjs';

/**
 * @typedef {import('vitest/node').TestModule} TestModule
 * @typedef {{ name?: string, message: string, stack?: string, cause?: { message?: string },
 *   VITEST_TEST_PATH?: string, VITEST_TEST_NAME?: string }} Unhandled
 */

/**
 * A reporter for Vitest that writes the counts, and the names of what failed, as JSON to the
 * configured `outputFile`. What fails a run outside of its tests, such as a hook or an error that
 * nobody handled, is a failure, too.
 */
export default class Report {
  /** @type {unknown} */
  #file;

  /** @param {{ config: { outputFile?: unknown } }} vitest */
  onInit({ config }) {
    this.#file = config.outputFile;
  }

  /** @param {readonly TestModule[]} modules @param {readonly Unhandled[]} unhandled */
  onTestRunEnd(modules, unhandled) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const failed = tests.filter((test) => test.result().state === 'failed');
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const failures = [
      ...failed.map((test) => named(test.fullName, test.result().errors?.[0]?.message)),
      ...modules.flatMap(outsideOfTests),
      ...unhandled.map(nobodyHandled),
    ];
    const skipped = tests.length - passed - failed.length;
    const report = { passed, failed: failures.length, skipped, failures };
    if (typeof this.#file === 'string') writeFileSync(this.#file, JSON.stringify(report));
  }
}

/** A file that could not be loaded or did not end, and hooks that failed. @param {TestModule} module */
function outsideOfTests(module) {
  const file = module.relativeModuleId;
  const errors = [
    ...module.errors().map(({ message }) => named(file, message)),
    ...[...module.children.allSuites()].flatMap((suite) =>
      suite.errors().map(({ message }) => named(`${file} > ${suite.fullName}`, message)),
    ),
  ];
  const unfinished = module.state() === 'pending' || module.state() === 'queued';
  return unfinished && errors.length === 0 ? [named(file, 'did not end')] : errors;
}

/** With what caused it and where it came from: the message alone rarely says so. @param {Unhandled} error */
function nobodyHandled(error) {
  const during = error.VITEST_TEST_NAME ?? error.VITEST_TEST_PATH ?? 'no test';
  const from = (error.stack ?? '').match(/^\s+at .*$/gm) ?? [];
  const place = from.slice(0, 5).map((frame) => frame.trim());
  const cause = error.cause?.message ? [`(${error.cause.message})`] : [];
  return named(
    `an error nobody handled, last seen running: ${during}`,
    [`${error.name ?? 'Error'}: ${error.message}`, ...cause, ...place]
      .join(' ')
      .replaceAll('\n', ' '),
  );
}
