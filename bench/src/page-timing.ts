import { chromium, type Browser } from '@playwright/test';
import { browserLaunchOptions } from '../../e2e/support/browser.ts';
import { ms } from './report.ts';
import { median } from './statistics.ts';

const RUNS = 9;

interface PageRun {
  readonly usableMs: number;
  readonly scriptBytes: number;
  readonly totalBytes: number;
}

/** Opens a page several times, each time in a fresh profile, and takes the median. */
export async function measurePage(url: string): Promise<Record<string, string>> {
  const browser = await chromium.launch(browserLaunchOptions());
  try {
    // The first run also warms the browser's own files up: it is not counted.
    await openOnce(browser, url);
    const runs: PageRun[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await openOnce(browser, url));
    const usable = runs.map(({ usableMs }) => usableMs);
    return {
      'usable (median)': ms(median(usable)),
      slowest: ms(Math.max(...usable)),
      'JavaScript, as sent': kilobytes(median(runs.map(({ scriptBytes }) => scriptBytes))),
      'all, as sent': kilobytes(median(runs.map(({ totalBytes }) => totalBytes))),
    };
  } finally {
    await browser.close();
  }
}

async function openOnce(browser: Browser, url: string): Promise<PageRun> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const sizes: Promise<{ script: boolean; bytes: number }>[] = [];
  page.on('requestfinished', (request) => {
    const script = request.resourceType() === 'script';
    sizes.push(
      request.sizes().then(({ responseBodySize }) => ({ script, bytes: responseBodySize })),
    );
  });
  await page.addInitScript(markWhenUsable);
  await page.goto(url);
  // performance.now() counts from the navigation's start.
  const usable = await page.waitForFunction(() => (window as UsableWindow).usableAt);
  const usableMs = (await usable.jsonValue()) ?? Number.NaN;
  await page.waitForLoadState('networkidle');
  const all = await Promise.all(sizes);
  await context.close();
  const sum = (of: typeof all) => of.reduce((total, { bytes }) => total + bytes, 0);
  return { usableMs, scriptBytes: sum(all.filter(({ script }) => script)), totalBytes: sum(all) };
}

type UsableWindow = Window & { usableAt?: number };

/** Runs in the page: notes the first frame in which the composer can be typed into. */
function markWhenUsable(): void {
  const look = (): void => {
    const composer = document.querySelector<HTMLTextAreaElement>('textarea[aria-label="Message"]');
    if (composer !== null && !composer.disabled) {
      (window as UsableWindow).usableAt = performance.now();
    } else requestAnimationFrame(look);
  };
  look();
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
