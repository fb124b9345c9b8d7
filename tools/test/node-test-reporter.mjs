/**
 * A reporter for `node --test` that writes the final counts as JSON.
 * @param {AsyncIterable<{ type: string, data: any }>} events
 */
export default async function* report(events) {
  for await (const { type, data } of events)
    // The summary without a file is the one over all files.
    if (type === 'test:summary' && !data.file) yield JSON.stringify(data.counts);
}
