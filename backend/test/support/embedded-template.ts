import { PGlite } from '@electric-sql/pglite';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the suites find the template; the workers inherit it. */
const TEMPLATE_VARIABLE = 'MEMOCHA_TEST_EMBEDDED_TEMPLATE';

/**
 * Initializes an embedded database, empty, once for the whole run: it takes two busy seconds. Without
 * extensions, as versions before pgvector made their folders.
 */
export async function makeEmbeddedTemplate(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'memocha-template-'));
  await (await PGlite.create(join(folder, 'pglite'))).close();
  process.env[TEMPLATE_VARIABLE] = folder;
}

/** Removes what `makeEmbeddedTemplate` made. */
export async function removeEmbeddedTemplate(): Promise<void> {
  const template = process.env[TEMPLATE_VARIABLE];
  if (template !== undefined) await rm(template, { recursive: true, force: true });
}

/** Makes a data folder that holds an initialized, empty database. */
export async function embeddedDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'memocha-data-'));
  const template = process.env[TEMPLATE_VARIABLE];
  if (template !== undefined) await cp(template, folder, { recursive: true });
  return folder;
}
