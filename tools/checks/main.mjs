import { runMain, SetUpError } from '../setup/set-up-error.mjs';
import { CHECKS, FIXES } from './checks.mjs';
import { runChecks } from './run-checks.mjs';

await runMain(async () => {
  const fix = process.argv.includes('--fix');
  const names = process.argv.slice(2).filter((argument) => argument !== '--fix');
  const all = fix ? FIXES : CHECKS;
  const unknown = names.filter((name) => !all.some((check) => check.name === name));
  if (unknown.length > 0)
    throw new SetUpError(
      `There is no ${fix ? 'fix' : 'check'} ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}.`,
    );
  const needed = all.filter(({ name }) => names.includes(name)).map(({ after }) => after);
  const chosen =
    names.length === 0
      ? all
      : all.filter(({ name }) => names.includes(name) || needed.includes(name));
  // Fixes write into the same files, so they take turns.
  return runChecks(chosen, { slots: fix ? 1 : 2, print: console.log });
});
