import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../setup/workspace.mjs';

/** @returns {Promise<any>} the zod object of all variables, of the server as it was built last */
export async function environmentSchema() {
  const file = join(ROOT, 'backend/dist/config/environment.js');
  const module = await import(pathToFileURL(file).href);
  return module.environmentSchema;
}
