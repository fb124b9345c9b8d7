import { setTimeout as delay } from 'node:timers/promises';
import { hasConnectionCode, saysConnectionLost } from '../shared/index.js';
import { isDatabaseAway } from '../shared/http/index.js';
import { SteadyClient } from './steady-client.js';

/** Milliseconds that a connection may take to open; see docs/limits.md. */
export const CONNECT_TIMEOUT = 5_000;

/** Of the codes of a lost connection, those that a new one is refused with: that does not pass by itself. */
const REFUSES = /^(08|57014|57P0[45]|ENOENT)/;

/** Milliseconds between two attempts: at first, and at most. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 2_000;
/** Milliseconds after which it is said again that the database is waited for. */
const SAY_AGAIN = 30_000;

/**
 * Waits until a PostgreSQL server takes connections, for as long as it takes; or until it refuses one
 * for a reason that will not pass by itself, which whoever connects next learns.
 * @param tell takes sentences for a person.
 */
export async function untilReachable(url: string, tell: (words: string) => void): Promise<void> {
  let said = -Infinity;
  const attempt = async () => {
    try {
      await connectOnce(url);
    } catch (fault) {
      if (isAway(fault) && performance.now() - said > SAY_AGAIN) {
        tell(`Waiting for the database, which does not answer (${reasonOf(fault)}).`);
        said = performance.now();
      }
      throw fault;
    }
  };
  await retryWhileAway(attempt, Infinity, isAway).catch(() => {
    // It refuses: whoever connects next learns why.
  });
  if (said > -Infinity) tell('The database answers.');
}

/**
 * Does what may be done twice, again and again while the database is away.
 * @param patience milliseconds.
 * @param passes whether a fault is one that passes by itself.
 * @throws what it failed with last.
 */
export async function retryWhileAway<T>(
  work: () => Promise<T>,
  patience: number,
  passes: (fault: unknown) => boolean = isDatabaseAway,
): Promise<T> {
  const until = performance.now() + patience;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE))
    try {
      return await work();
    } catch (fault) {
      if (!passes(fault) || performance.now() + pause > until) throw fault;
      await delay(pause * (0.5 + Math.random() / 2));
    }
}

/** Whether a server is not there, as opposed to one that does not want us; of attempts to connect. */
export function isAway(fault: unknown): boolean {
  if (fault instanceof AggregateError) return fault.errors.every(isAway);
  if (!(fault instanceof Error)) return false;
  const refuses = 'code' in fault && REFUSES.test(String(fault.code));
  return !refuses && (hasConnectionCode(fault) || saysConnectionLost(fault));
}

/** What a fault says. A refused connection to a name with several addresses comes without words of its own. */
export function reasonOf(fault: unknown): string {
  const faults: unknown[] = fault instanceof AggregateError ? fault.errors : [fault];
  return faults.map((each) => (each instanceof Error ? each.message : String(each))).join('; ');
}

async function connectOnce(url: string): Promise<void> {
  const client = new SteadyClient({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
  });
  await client.connect();
  await client.end();
}
