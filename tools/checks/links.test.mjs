import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../testing/temporary-folder.mjs';
import { checkLinks } from './links.mjs';

const GUIDE = '# Guide\n\n## Two words\n\n[home](../README.md)\n';

test('links and anchors that lead somewhere pass, and other sites are not asked', async (t) => {
  const readme =
    '# Read me\n\n[a](docs/guide.md) [b](docs/guide.md#two-words) [c](#read-me) [d](docs) [e](https://example.invalid/) [f](http://127.0.0.1:9/)\n';
  assert.equal(
    await checkLinks(temporaryFolder(t, { 'README.md': readme, 'docs/guide.md': GUIDE })),
    '',
  );
});

test('a link to a file that is not there is dead', async (t) => {
  const root = temporaryFolder(t, { 'README.md': '[a](docs/gone.md)\n', 'docs/guide.md': GUIDE });
  assert.match(await checkLinks(root), /README\.md.*docs\/gone\.md/);
});

test('an anchor that is not there is dead', async (t) => {
  const root = temporaryFolder(t, {
    'README.md': '[a](docs/guide.md#gone)\n',
    'docs/guide.md': GUIDE,
  });
  assert.match(await checkLinks(root), /docs\/guide\.md#gone/);
});
