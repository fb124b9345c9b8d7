const LOOK_MS = 200;

/**
 * Sees that this process was left behind: a kill that hits only npm ends the shell between npm and
 * here, without a signal for us. Looks for it under npm only, and where there are such shells.
 * @param {() => void} then called once, when the process that started this one is gone
 */
export function whenOrphaned(then) {
  if (!process.env['npm_lifecycle_event'] || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, LOOK_MS);
  timer.unref();
}
