import type { EntityManager, QueryRunner } from 'typeorm';
import { SteadyClient } from './steady-client.js';

/** Does work whose statements may take as long as they take. It must not begin within a transaction. */
export async function withoutTimeLimit<T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> {
  // TypeORM does not know what its connections are.
  const client: unknown = await runner.connect();
  const answerWithin = client instanceof SteadyClient ? client.answerWithin : undefined;
  if (client instanceof SteadyClient) client.answerWithin = undefined;
  await runner.query('SET statement_timeout = 0');
  try {
    return await work();
  } finally {
    if (client instanceof SteadyClient) client.answerWithin = answerWithin;
    await runner.query('RESET statement_timeout');
  }
}

/** A transaction whose statements may take as long as they take: a space may hold a million rows. */
export async function longTransaction<T>(
  { dataSource }: EntityManager,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    return await withoutTimeLimit(runner, () => runner.manager.transaction(work));
  } finally {
    await runner.release();
  }
}
