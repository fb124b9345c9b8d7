import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A folder with the given files that is gone after the test.
 * @param {import('node:test').TestContext} test
 * @param {Record<string, string>} files content by relative path
 */
export function temporaryFolder(test, files = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'memocha-tools-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
