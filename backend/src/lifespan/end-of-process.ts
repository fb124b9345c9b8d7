import { type INestApplicationContext, Logger } from '@nestjs/common';
import { constants } from 'node:os';
import { Draining } from './draining.js';

/** Milliseconds for everything but the answers: keeping them, jobs, connections, the database. */
const REST = 15_000;

/**
 * Sees to it that the process ends, whatever happens. Nest's own hooks stop it in order at the first
 * signal; the second ends it at once, and so does a timer. After an error that nobody caught it stops
 * in order, too, without waiting for answers, and ends with code 1.
 */
export function endOnSignalsAndCrashes(app: INestApplicationContext): void {
  const logger = new Logger('Lifespan');
  const draining = app.get(Draining);
  let isStopping = false;
  const beginToStop = (): boolean => {
    const isFirst = !isStopping;
    if (isFirst) endAfter(draining.patience + REST);
    isStopping = true;
    draining.begin();
    return isFirst;
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (beginToStop()) logger.log({ signal }, 'stopping; a second signal ends at once');
      else process.exit(128 + constants.signals[signal]);
    });
  }
  // Rejections that nobody handles come here as well.
  process.on('uncaughtException', (err) => {
    logger.fatal({ err }, 'an error that nobody caught');
    process.exitCode = 1;
    draining.hurry();
    if (beginToStop()) void app.close().finally(() => process.exit(1));
  });
}

/** Does not keep the process alive: an orderly stop that is done sooner ends it sooner. */
function endAfter(milliseconds: number): void {
  setTimeout(() => {
    process.stderr.write(`Memocha did not stop within ${milliseconds / 1_000} s and is ended.\n`);
    process.exit(1);
  }, milliseconds).unref();
}
