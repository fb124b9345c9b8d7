import { once } from 'node:events';
import { createServer } from 'node:net';
import { LinkChecker, LinkState } from 'linkinator';
import { ownFiles } from './files.mjs';

const DOCS = ['*.md', '{docs,tools,bench,e2e,docker,backend,frontend}/**/*.md'];

/**
 * Follows every relative link and anchor of the Markdown files. Other sites are not asked: a check
 * must not depend on them.
 * @param {string} root
 */
export async function checkLinks(root) {
  const path = ownFiles(root, DOCS);
  if (path.length === 0) return '';
  const port = await freePort();
  const { links } = await new LinkChecker().check({
    path,
    serverRoot: root,
    markdown: true,
    checkFragments: true,
    directoryListing: true,
    port,
    linksToSkip: async (link) => new URL(link).port !== String(port),
  });
  return links
    .filter(({ state }) => state === LinkState.BROKEN)
    .map(({ parent, url }) => `${parent}: ${url.replace(/^https?:\/\/[^/]+\//, '')} leads nowhere`)
    .join('\n');
}

/** The checker serves the files itself; its port tells them from other servers on this machine. */
async function freePort() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}
