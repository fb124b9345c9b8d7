import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { assertCanStart, findNode } from './node-version.mjs';
import { ROOT } from './workspace.mjs';

/**
 * Everything between a fresh clone and a product that can run. Uses nothing but Node itself, since
 * it runs before the dependencies are there.
 * @param {{ build: boolean }} what
 * @returns {Promise<string>} the Node to run Memocha with
 */
export async function setUp({ build }) {
  assertCanStart();
  await ensureDependencies();
  const node = findNode({ root: ROOT });
  if (build) await ensureBuild(node);
  return node;
}
