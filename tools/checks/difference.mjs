/**
 * Says where two texts part, as a reader needs it: the first line that differs.
 * @param {string} file the committed file's name
 * @param {string | undefined} committed undefined: there is none
 * @param {string} expected
 * @returns {string} empty when they are the same
 */
export function difference(file, committed, expected) {
  if (committed === expected) return '';
  const remedy = 'Run `npm run fix` and commit the result.';
  if (committed === undefined) return `${file} is missing. ${remedy}`;
  const is = committed.split('\n');
  const should = expected.split('\n');
  const line = should.findIndex((text, index) => text !== is[index]);
  const at = line === -1 ? should.length : line;
  return [
    `${file} is not up to date, from line ${at + 1} on. ${remedy}`,
    `- ${is[at] ?? '(end of file)'}`,
    `+ ${should[at] ?? '(end of file)'}`,
  ].join('\n');
}
