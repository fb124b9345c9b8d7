/** Something the person at the terminal can put right; the message says how. */
export class SetUpError extends Error {
  /** @param {string} message @param {string} [output] what the failed step printed, if it matters */
  constructor(message, output = '') {
    super(message);
    this.name = 'SetUpError';
    this.output = output;
  }
}

/**
 * Runs a command's main function. Expected faults end in a sentence, everything else in its stack.
 * @param {() => Promise<number | void>} main returns the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    if (error.output) console.error(`\n${tail(error.output, 40)}\n`);
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** @param {string} text @param {number} lines */
function tail(text, lines) {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
