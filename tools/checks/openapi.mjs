import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../setup/run.mjs';
import { ROOT } from '../setup/workspace.mjs';
import { difference } from './difference.mjs';

const FILE = 'backend/openapi.json';
const path = join(ROOT, FILE);

/** The committed document is the one that the built server describes itself with. */
export async function checkOpenApi() {
  return difference(
    FILE,
    existsSync(path) ? readFileSync(path, 'utf8') : undefined,
    await document(),
  );
}

/** Writes the document anew. */
export async function writeOpenApi() {
  writeFileSync(path, await document());
  return '';
}

async function document() {
  const { code, stdout, output } = await run(process.execPath, [
    join(ROOT, 'backend/dist/openapi.js'),
  ]);
  if (code !== 0) throw new Error(`The server could not print its OpenAPI document:\n${output}`);
  return `${JSON.stringify(JSON.parse(stdout), null, 2)}\n`;
}
