import { createHash } from 'node:crypto';
import type pg from 'pg';
import { SteadyClient, type SteadyConfig } from './steady-client.js';

const MARK = '/* plan kept */';

/**
 * PostgreSQL's codes for a statement that is not kept (any more), is kept by somebody else under that name,
 * or would give other columns than when it was planned: each before anything of it is done.
 */
const LOST = new Set(['26000', '42P05', '0A000']);

let connections = 0;

/**
 * A statement that is asked often: it is parsed and planned once for each connection, which takes as long
 * as the work itself. Its plan must be a good one for all parameters.
 */
export const planKept = (sql: string): string => `${MARK} ${sql}`;

/**
 * A connection that keeps the plans of statements marked by `planKept`. One that is lost, as when another
 * process has changed the tables, is planned anew: at once, or in a transaction, which is lost with it, the
 * next time.
 */
export class PlanKeepingClient extends SteadyClient {
  /** All connections share one session of the embedded database, where names must not meet. */
  private readonly connectionNumber = ++connections;
  private readonly names = new Map<string, string>();
  private losses = 0;

  constructor(config?: SteadyConfig) {
    super(config);
    const query = this.query.bind(this) as (...all: unknown[]) => unknown;
    const kept = (text: string, ...rest: unknown[]) => query(this.named(text), ...rest);
    this.query = ((first: unknown, ...rest: unknown[]) => {
      if (typeof first !== 'string' || !first.startsWith(MARK)) return query(first, ...rest);
      const mayAskAgain = this.isIdle;
      const answer = kept(first, ...rest);
      if (!(answer instanceof Promise)) return answer;
      return answer.catch((error: unknown) => {
        if (!isLost(error)) throw error;
        this.forget(first);
        if (!mayAskAgain) throw error;
        return kept(first, ...rest);
      });
    }) as pg.Client['query'];
  }

  /** By its text: behind a pooler, where processes may meet, a name never means another statement. */
  private named(text: string): { readonly name: string; readonly text: string } {
    const name = this.names.get(text) ?? this.nameFor(text);
    this.names.set(text, name);
    return { name, text };
  }

  private nameFor(text: string): string {
    return `kept_${digest(text)}_${this.connectionNumber}_${this.losses}`;
  }

  private forget(text: string): void {
    this.losses += 1;
    this.names.delete(text);
  }
}

const digest = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Whether it failed since its plan is not kept (any more): nothing of it is done. */
export const isLost = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && LOST.has(String(error.code));
