import * as chromeLauncher from 'chrome-launcher';
import lighthouse, { desktopConfig, type Result } from 'lighthouse';
import { browserLaunchOptions } from '../../e2e/support/browser.ts';
import { median } from './statistics.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices'];

/** A single run swings with whatever else the machine does. */
const RUNS = 3;

/** Scores from 0 to 100, each the median of several runs, and the audits that failed in any. */
export async function lighthouseScores(
  url: string,
  device: 'mobile' | 'desktop',
): Promise<Record<string, number | string>> {
  const results: Result[] = [];
  for (let run = 0; run < RUNS; run++) results.push(await runOnce(url, device));
  const scores = CATEGORIES.map((id) => {
    const known = results.map(({ categories }) => categories[id]?.score).filter(isNumber);
    return [id, known.length > 0 ? Math.round(median(known) * 100) : '?'] as const;
  });
  const failed = results
    .flatMap(({ audits }) => Object.values(audits))
    .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0);
  return {
    ...Object.fromEntries(scores),
    failed: [...new Set(failed.map(({ id }) => id))].join(', '),
  };
}

async function runOnce(url: string, device: 'mobile' | 'desktop'): Promise<Result> {
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
    return result.lhr;
  } finally {
    chrome.kill();
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
