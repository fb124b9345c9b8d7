import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import { ROOT } from '../setup/workspace.mjs';

const eslint = new ESLint({ cwd: ROOT });

/**
 * Lints a text in the place of a file that exists, so that the typed rules know its project.
 * @param {string} text
 * @param {string} file
 */
async function rulesBroken(text, file = 'backend/src/shared/index.ts') {
  const [result] = await eslint.lintText(text, { filePath: join(ROOT, file) });
  return result?.messages.map(({ ruleId, message }) => ruleId ?? message) ?? [];
}

test('lets good code pass', async () => {
  assert.deepEqual(
    await rulesBroken('/** Sums. */\nexport const sum = (a: number, b: number) => a + b;\n'),
    [],
  );
});

test('forbids any', async () => {
  const broken = await rulesBroken('export const parse = (text: any): unknown => text;\n');
  assert.ok(broken.includes('@typescript-eslint/no-explicit-any'));
});

test('forbids a floating promise', async () => {
  const broken = await rulesBroken('const save = () => Promise.resolve(1);\nsave();\n');
  assert.ok(broken.includes('@typescript-eslint/no-floating-promises'));
});

test('lets only the configuration read the environment', async () => {
  const direct = "export const port = process.env['PORT'];\n";
  assert.ok((await rulesBroken(direct)).includes('no-restricted-properties'));
  const imported = "import { env } from 'node:process';\nexport const port = env['PORT'];\n";
  assert.ok((await rulesBroken(imported)).includes('no-restricted-imports'));
  assert.deepEqual(await rulesBroken(direct, 'backend/src/config/index.ts'), []);
});

test('forbids a function over 40 lines', async () => {
  const body = Array.from({ length: 40 }, (_, index) => `  console.log(${index});`).join('\n');
  const broken = await rulesBroken(`export function long(): void {\n${body}\n}\n`);
  assert.ok(broken.includes('max-lines-per-function'));
});

test('sees what keeps a template from being usable by everyone', async () => {
  const broken = await rulesBroken('<img src="/picture.png">\n', 'frontend/src/app/planted.html');
  assert.ok(broken.includes('@angular-eslint/template/alt-text'));
});
