/**
 * A reporter for `node --test` that writes the final counts, and the names of what failed, as JSON.
 * @param {AsyncIterable<{ type: string, data: any }>} events
 */
export default async function* report(events) {
  /** @type {string[]} */
  const failures = [];
  for await (const { type, data } of events) {
    if (type === 'test:fail') failures.push(`${data.name}: ${data.details.error.message}`);
    // The summary without a file is the one over all files.
    if (type === 'test:summary' && !data.file) yield JSON.stringify({ ...counts(data), failures });
  }
}

/** @param {{ counts: Record<'passed' | 'failed' | 'cancelled' | 'skipped' | 'todo', number> }} summary */
const counts = ({ counts: { passed, failed, cancelled, skipped, todo } }) => ({
  passed,
  failed: failed + cancelled,
  skipped: skipped + todo,
});
