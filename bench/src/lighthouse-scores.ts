import * as chromeLauncher from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { browserLaunchOptions } from '../../e2e/support/browser.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices'];

/** Scores from 0 to 100, and the audits that cost points. */
export async function lighthouseScores(
  url: string,
  device: 'mobile' | 'desktop',
): Promise<Record<string, unknown>> {
  const { executablePath, args } = browserLaunchOptions();
  const chrome = await chromeLauncher.launch({
    ...(executablePath === undefined ? {} : { chromePath: executablePath }),
    chromeFlags: [...args, '--headless=new'],
    logLevel: 'silent',
  });
  try {
    const result = await lighthouse(
      url,
      { port: chrome.port, onlyCategories: CATEGORIES, logLevel: 'error' },
      device === 'desktop' ? desktopConfig : undefined,
    );
    if (result === undefined) throw new Error('Lighthouse gave no result');
    const { categories, audits } = result.lhr;
    const scores = CATEGORIES.map((id) => [id, Math.round((categories[id]?.score ?? 0) * 100)]);
    const lost = Object.values(audits)
      .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0)
      .map(({ id }) => id);
    return { ...(Object.fromEntries(scores) as object), failed: lost.join(', ') };
  } finally {
    chrome.kill();
  }
}
