import { runMain } from '../setup/set-up-error.mjs';
import { runSuites } from './run-suites.mjs';
import { suitesNamed } from './suites.mjs';

await runMain(async () => {
  const ci = process.env['CI'] === 'true';
  return runSuites(suitesNamed(process.argv.slice(2), { ci }), { ci, print: console.log });
});
