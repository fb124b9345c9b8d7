import assert from 'node:assert/strict';
import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../testing/temporary-folder.mjs';
import { fingerprint } from './fingerprint.mjs';

test('stays the same while nothing changes', (t) => {
  const root = temporaryFolder(t, { 'src/a.ts': 'a', 'src/deep/b.ts': 'b' });
  assert.equal(fingerprint(root, ['src', 'gone']), fingerprint(root, ['src', 'gone']));
});

test('sees a file that is edited, touched, added or removed', (t) => {
  const root = temporaryFolder(t, { 'src/a.ts': 'a' });
  const seen = new Set([fingerprint(root, ['src'])]);
  writeFileSync(join(root, 'src/a.ts'), 'longer');
  seen.add(fingerprint(root, ['src']));
  utimesSync(join(root, 'src/a.ts'), 1, 1);
  seen.add(fingerprint(root, ['src']));
  writeFileSync(join(root, 'src/b.ts'), '');
  seen.add(fingerprint(root, ['src']));
  rmSync(join(root, 'src/a.ts'));
  seen.add(fingerprint(root, ['src']));
  assert.equal(seen.size, 5);
});
