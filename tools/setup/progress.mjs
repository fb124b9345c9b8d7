const TICK_MS = 1000;

/**
 * Runs one step under a line of progress: ticking seconds on a terminal, plain lines elsewhere.
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @param {NodeJS.WriteStream} out
 * @returns {Promise<T>}
 */
export async function step(label, work, out = process.stderr) {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(out.isTTY ? 0 : 1)} s`;
  const show = out.isTTY
    ? () => out.write(`\r\x1b[K${label} … ${seconds()}`)
    : () => out.write(`${label} …\n`);
  show();
  const timer = out.isTTY ? setInterval(show, TICK_MS) : undefined;
  const end = (/** @type {string} */ word) =>
    out.write(`${out.isTTY ? '\r\x1b[K' : ''}${label}: ${word} (${seconds()})\n`);
  try {
    const result = await work();
    end('done');
    return result;
  } catch (error) {
    end('failed');
    throw error;
  } finally {
    clearInterval(timer);
  }
}
