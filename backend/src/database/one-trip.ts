import type pg from 'pg';
import { type DataSource, QueryFailedError } from 'typeorm';
import { isLost } from './plan-keeping-client.js';

/** What is asked of the database. */
export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** The rows that a statement gave. */
export type Rows = readonly object[];

const BEGIN: Statement = { text: 'START TRANSACTION', values: [] };
const COMMIT: Statement = { text: 'COMMIT', values: [] };

/**
 * A transaction of statements none of which needs another's answer: they are sent together, and the way to
 * the database and back is gone once in place of once for each. Where the database refuses one, none was done.
 * @returns the rows of each.
 * @throws {QueryFailedError} what failed first; of a lost connection it is not known whether all was done.
 */
export async function inOneTrip(
  source: DataSource,
  statements: readonly Statement[],
): Promise<readonly Rows[]> {
  const runner = source.createQueryRunner();
  try {
    // Of the pool, whose clients these are.
    const client = (await runner.connect()) as pg.ClientBase;
    for (let lost = 0; ; lost += 1)
      try {
        return await send(client, statements);
      } catch (error) {
        // One at a time is found to be lost, and planned anew with the next attempt.
        const mayAskAgain = error instanceof QueryFailedError && isLost(error.driverError);
        if (!mayAskAgain || lost === statements.length) throw error;
      }
  } finally {
    await runner.release();
  }
}

async function send(client: pg.ClientBase, statements: readonly Statement[]): Promise<Rows[]> {
  const sent = [BEGIN, ...statements, COMMIT];
  const { stream } = (client as pg.Client).connection;
  stream.cork();
  const asked = sent.map(({ text, values }) =>
    client.query<object>(text, values).catch((fault: unknown) => {
      throw new QueryFailedError(text, values, fault as Error);
    }),
  );
  stream.uncork();
  // What comes after the first that fails does so too, and the transaction's end undoes what came before.
  await Promise.allSettled(asked);
  const answers = await Promise.all(asked);
  return answers.slice(1, -1).map(({ rows }) => rows);
}
