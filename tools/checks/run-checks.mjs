/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string} what one phrase for the report
 * @property {() => Promise<string>} run what is wrong, ready to print; empty when nothing is
 * @property {string} [after] name of a check that must have passed before, if it runs at all
 */

/**
 * Runs checks, a few at a time, and prints a line each as it ends; what failed explains itself at
 * the end, so that the parallel output stays readable.
 * @param {readonly Check[]} checks
 * @param {{ slots: number, print: (line: string) => void }} how
 * @returns {Promise<number>} exit code
 */
export async function runChecks(checks, { slots, print }) {
  /** @type {Map<string, Promise<string>>} */
  const results = new Map();
  const free = semaphore(slots);
  for (const check of checks) results.set(check.name, start(check, { results, free, print }));
  const failed = [];
  for (const { name, what } of checks) {
    const problem = await results.get(name);
    if (problem) failed.push({ name, what, problem });
  }
  for (const { name, what, problem } of failed)
    print(`\n── ${name}: ${what}\n${problem.trimEnd()}`);
  const names = failed.map(({ name }) => name).join(', ');
  print(
    failed.length > 0
      ? `\n${failed.length} of ${checks.length} failed: ${names}`
      : `\nAll ${checks.length} passed.`,
  );
  return failed.length > 0 ? 1 : 0;
}

/**
 * @param {Check} check
 * @param {{ results: Map<string, Promise<string>>, free: Semaphore, print: (line: string) => void }} context
 */
async function start({ name, what, run, after }, { results, free, print }) {
  if (after && (await results.get(after))) {
    print(`✘ ${name.padEnd(10)}           ${what}`);
    return `Not run, since ${after} failed.`;
  }
  await free.take();
  const started = Date.now();
  // A check that throws has found something, too: at least that it cannot run.
  const problem = await run().catch((/** @type {unknown} */ error) =>
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  );
  const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`.padStart(8);
  print(`${problem ? '✘' : '✔'} ${name.padEnd(10)} ${seconds}  ${what}`);
  free.give();
  return problem;
}

/** @typedef {{ take: () => Promise<void>, give: () => void }} Semaphore */

/** @param {number} slots @returns {Semaphore} */
function semaphore(slots) {
  let left = slots;
  /** @type {(() => void)[]} */
  const waiting = [];
  return {
    take: async () => {
      if (left > 0) left -= 1;
      else await new Promise((resolve) => waiting.push(() => resolve(undefined)));
    },
    give: () => {
      const next = waiting.shift();
      if (next) next();
      else left += 1;
    },
  };
}
