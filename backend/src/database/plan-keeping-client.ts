import type pg from 'pg';
import { SteadyClient, type SteadyConfig } from './steady-client.js';

const MARK = '/* plan kept */';
let connections = 0;

/**
 * A statement that is asked often: it is parsed and planned once for each connection, which takes as long
 * as the work itself. Its plan must be a good one for all parameters.
 */
export const planKept = (sql: string): string => `${MARK} ${sql}`;

/** A connection that keeps the plans of statements marked by `planKept`. */
export class PlanKeepingClient extends SteadyClient {
  constructor(config?: SteadyConfig) {
    super(config);
    // All connections share one session of the embedded database, where names must not meet.
    const connection = ++connections;
    const names = new Map<string, string>();
    const named = (text: string) => {
      const name = names.get(text) ?? `kept_${connection}_${names.size}`;
      names.set(text, name);
      return { name, text };
    };
    const query = this.query.bind(this) as (...all: unknown[]) => unknown;
    this.query = ((first: unknown, ...rest: unknown[]) =>
      query(
        typeof first === 'string' && first.startsWith(MARK) ? named(first) : first,
        ...rest,
      )) as pg.Client['query'];
  }
}
