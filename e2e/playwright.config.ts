import { defineConfig, devices } from '@playwright/test';
import { browserLaunchOptions } from './support/browser.ts';
import type { StageOptions } from './support/test.ts';

const report = process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'];

/** The same browser tests on what a person may run: embedded, server database, without a model. */
export default defineConfig<object, StageOptions>({
  testDir: './tests',
  // A worker holds a product, a database and a browser: two cores are busy with one.
  workers: 1,
  forbidOnly: process.env['CI'] === 'true',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: report === undefined ? 'list' : [['list'], ['json', { outputFile: report }]],
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: browserLaunchOptions(),
    // A missing element fails at once with its own name, not at the end with the test's.
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    // A trace costs a fifth of the time: E2E_TRACE=true asks for it.
    trace: process.env['E2E_TRACE'] === 'true' ? 'on' : 'off',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
  },
  projects: [
    { name: 'embedded', testIgnore: ['recall-only.spec.ts', 'degraded.spec.ts'] },
    {
      name: 'postgres',
      testMatch: ['remember.spec.ts', 'history.spec.ts'],
      use: { database: 'postgres' },
    },
    { name: 'recall-only', testMatch: 'recall-only.spec.ts', use: { model: 'none' } },
    { name: 'degraded', testMatch: 'degraded.spec.ts', use: { embedder: 'fake' } },
  ],
});
