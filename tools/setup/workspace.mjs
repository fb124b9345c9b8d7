import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds the root package.json. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Stamps, reports and compile caches; inside node_modules, so that a fresh install starts clean. */
export const CACHE = join(ROOT, 'node_modules', '.cache', 'memocha');
