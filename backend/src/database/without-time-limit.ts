import type { EntityManager, QueryRunner } from 'typeorm';
import { SteadyClient } from './steady-client.js';

/** Milliseconds after which even such a statement is given up. */
const LONGEST = 3_600_000;
/** How long others' locks are waited for: whoever waits holds a connection. */
const LOCKED = "SET LOCAL lock_timeout = '5s'";

/**
 * Does work whose statements may take as long as they take, up to an hour. It must not begin within a
 * transaction.
 */
export async function withoutTimeLimit<T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> {
  // TypeORM does not know what its connections are.
  const client: unknown = await runner.connect();
  await runner.query('SET statement_timeout = 0');
  const undo = client instanceof SteadyClient ? client.waitFor(LONGEST) : undefined;
  try {
    return await work();
  } finally {
    undo?.();
    await runner.query('RESET statement_timeout').catch(() => {
      // The connection is lost, as the work has said if it mattered to it.
    });
  }
}

/** A transaction whose statements may take as long as they take: a space may hold a million rows. */
export async function longTransaction<T>(
  { dataSource }: EntityManager,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    return await withoutTimeLimit(runner, () =>
      runner.manager.transaction(async (manager) => {
        await manager.query(LOCKED);
        return work(manager);
      }),
    );
  } finally {
    await runner.release();
  }
}
