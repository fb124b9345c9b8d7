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
  const { links } = await new LinkChecker().check({
    path,
    serverRoot: root,
    markdown: true,
    checkFragments: true,
    directoryListing: true,
    linksToSkip: async (link) => !/^https?:\/\/(localhost|127\.0\.0\.1|\[::1\]):\d+\//.test(link),
  });
  return links
    .filter(({ state }) => state === LinkState.BROKEN)
    .map(({ parent, url }) => `${parent}: ${url.replace(/^https?:\/\/[^/]+\//, '')} leads nowhere`)
    .join('\n');
}
