import type { Db } from 'pg-boss';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { planKept, type Statement } from '../database/index.js';

/** What the `pg` driver answers; several at once to a text with several statements. */
type Answer = { readonly rows: unknown[] } | { readonly rows: unknown[] }[];

interface Connection {
  query(text: string, values?: unknown[]): Promise<Answer>;
}

/** Lets pg-boss use the connections of our own pool. */
export const onPool = (source: DataSource): Db => ({
  async executeSql(text, values) {
    const runner = source.createQueryRunner();
    try {
      return await execute(runner, text, values);
    } catch (error) {
      // A script that brings its own transaction leaves it open on the connection when it fails.
      if (text.trimStart().startsWith('BEGIN')) await rollBack(runner);
      throw error;
    } finally {
      await runner.release();
    }
  },
});

/** Lets pg-boss write within the transaction of `manager`. */
export const within = ({ queryRunner }: EntityManager): Db => ({
  executeSql(text, values) {
    if (!queryRunner) throw new Error('Jobs are sent within a transaction');
    // Within a transaction jobs are only sent, by one statement for each queue.
    return execute(queryRunner, planKept(text), values);
  },
});

/** What pg-boss would ask of the database, which is not asked yet; nothing that it does may need an answer. */
export async function statementsOf(work: (db: Db) => Promise<void>): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  await work({
    executeSql(text, values = []) {
      statements.push({ text: planKept(text), values });
      return Promise.resolve({ rows: [] });
    },
  });
  return statements;
}

async function execute(runner: QueryRunner, text: string, values?: unknown[]) {
  // Not TypeORM's own `query`: it drops the rows of a text with several statements.
  const connection = (await runner.connect()) as Connection;
  const answer = await connection.query(text, values);
  return Array.isArray(answer) ? { rows: answer.flatMap(({ rows }) => rows) } : answer;
}

async function rollBack(runner: QueryRunner): Promise<void> {
  try {
    await execute(runner, 'ROLLBACK');
  } catch {
    // The connection is gone, and its transaction with it; what failed first is what the caller learns.
  }
}
