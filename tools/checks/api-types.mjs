import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { ROOT } from '../setup/workspace.mjs';
import { difference } from './difference.mjs';

const FILE = 'frontend/src/app/api/schema.ts';
const path = join(ROOT, FILE);

/** The types that the page uses are the ones that the committed document describes. */
export async function checkApiTypes() {
  return difference(FILE, existsSync(path) ? readFileSync(path, 'utf8') : undefined, await types());
}

/** Writes the types anew. */
export async function writeApiTypes() {
  writeFileSync(path, await types());
  return '';
}

async function types() {
  const nodes = await openapiTypescript(pathToFileURL(join(ROOT, 'backend/openapi.json')));
  const text = `// Generated from backend/openapi.json by \`npm run fix\`; do not edit.\n\n${astToString(nodes)}`;
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}
