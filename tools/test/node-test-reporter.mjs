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
    if (type === 'test:summary' && !data.file) yield JSON.stringify({ ...data.counts, failures });
  }
}
