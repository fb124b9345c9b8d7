import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../testing/temporary-folder.mjs';
import { checkDependencyRules } from './commands.mjs';

/** A small product that keeps all rules. */
const CLEAN = {
  'package.json': '{"name": "planted", "type": "module"}',
  'backend/src/main.ts': `import './chat/index.js';`,
  'backend/src/chat/index.ts': `export { turn } from './turn.js';`,
  'backend/src/chat/turn.ts': `import { recall } from '../memory/index.js';\nexport const turn = recall;`,
  'backend/src/memory/index.ts': `export { recall } from './recall.js';`,
  'backend/src/memory/recall.ts': `import { id } from '../shared/index.js';\nexport const recall = id;`,
  'backend/src/shared/index.ts': `export const id = 1;`,
  'frontend/src/main.ts': `import './app/chat/page';`,
  'frontend/src/app/chat/page.ts': `import { get } from '../api/client';\nimport { Chip } from '../ui/chip';\nexport const page = [get, Chip];`,
  'frontend/src/app/api/client.ts': `export const get = 1;`,
  'frontend/src/app/ui/chip.ts': `export class Chip {}`,
};

/** One planted violation each: the rule that must name it, and the files that break it. */
const VIOLATIONS = [
  {
    rule: 'room-through-its-index',
    files: {
      'backend/src/chat/turn.ts': `import type { recall } from '../memory/recall.js';\nexport type Turn = typeof recall;`,
    },
  },
  {
    rule: 'root-uses-rooms-through-their-index',
    files: { 'backend/src/main.ts': `import './chat/turn.js';\nimport './chat/index.js';` },
  },
  {
    rule: 'memory-not-to-chat',
    files: {
      'backend/src/memory/recall.ts': `import type { turn } from '../chat/index.js';\nexport type Recall = typeof turn;`,
    },
  },
  {
    rule: 'foundations-import-no-room',
    files: { 'backend/src/shared/index.ts': `import '../memory/index.js';` },
  },
  {
    rule: 'product-not-to-tests',
    files: {
      'backend/src/chat/turn.ts': `import '../../test/fake.js';\nexport const turn = 1;`,
      'backend/test/fake.ts': '',
    },
  },
  {
    rule: 'frontend-not-to-backend',
    files: {
      'frontend/src/app/api/client.ts': `import type { id } from '../../../../backend/src/shared/index';\nexport type Id = typeof id;`,
    },
  },
  {
    rule: 'backend-not-to-frontend',
    files: {
      'backend/src/chat/turn.ts': `import '../../../frontend/src/app/ui/chip.js';\nexport const turn = 1;`,
    },
  },
  {
    rule: 'ui-is-presentational',
    files: {
      'frontend/src/app/ui/chip.ts': `import { get } from '../api/client';\nexport const chip = get;`,
    },
  },
  {
    rule: 'ui-is-presentational',
    files: {
      'frontend/src/app/ui/chip.ts': `import { HttpClient } from '@angular/common/http';\nexport const Chip = HttpClient;`,
    },
  },
  {
    rule: 'api-not-to-features',
    files: { 'frontend/src/app/api/client.ts': `import '../chat/page';\nexport const get = 1;` },
  },
  {
    rule: 'no-cycles',
    files: { 'backend/src/memory/recall.ts': `import './index.js';\nexport const recall = 1;` },
  },
  {
    rule: 'no-orphans',
    files: { 'frontend/src/app/chat/forgotten.ts': 'export const forgotten = 1;' },
  },
  {
    rule: 'no-dead-rooms',
    files: { 'backend/src/spaces/index.ts': `import '../shared/index.js';` },
  },
  {
    rule: 'no-unresolvable',
    files: { 'backend/src/shared/index.ts': `import './gone.js';\nexport const id = 1;` },
  },
];

test('a tree that keeps the rules passes', async (t) => {
  assert.equal(await checkDependencyRules(temporaryFolder(t, CLEAN)), '');
});

for (const { rule, files } of VIOLATIONS) {
  test(`${rule}: sees ${Object.keys(files)[0]} break it`, async (t) => {
    const output = await checkDependencyRules(temporaryFolder(t, { ...CLEAN, ...files }));
    assert.match(output, new RegExp(`error ${rule}: [^]*${Object.keys(files)[0]}`));
  });
}
