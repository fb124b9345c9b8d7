import { findBrowser } from '../../tools/test/browser.mjs';

/** Makes an installed Chromium behave as a test's should: no sandbox as root, no calls home. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How to start the machine's own browser; nothing is downloaded. */
export function browserLaunchOptions(): { executablePath?: string; args: string[] } {
  const executablePath = findBrowser();
  return { ...(executablePath === undefined ? {} : { executablePath }), args: BROWSER_FLAGS };
}
