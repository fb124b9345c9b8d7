import type { EntityManager, EntitySubscriberInterface, QueryRunner } from 'typeorm';

type Work = () => void;

const waiting = new WeakMap<QueryRunner, Work[]>();

/**
 * Does something once the transaction of `manager` is committed, and never when it is rolled back:
 * for hints, since the process may die in between.
 */
export function afterCommit({ queryRunner }: EntityManager, work: Work): void {
  if (!queryRunner?.isTransactionActive) work();
  else waiting.set(queryRunner, [...(waiting.get(queryRunner) ?? []), work]);
}

/** Tells what waits for a commit that it has come. */
export class CommitSubscriber implements EntitySubscriberInterface {
  afterTransactionCommit({ queryRunner }: { readonly queryRunner: QueryRunner }): void {
    // A part of a transaction was released, the whole is still open.
    if (queryRunner.isTransactionActive) return;
    const due = waiting.get(queryRunner) ?? [];
    waiting.delete(queryRunner);
    for (const work of due) work();
  }

  afterTransactionRollback({ queryRunner }: { readonly queryRunner: QueryRunner }): void {
    if (!queryRunner.isTransactionActive) waiting.delete(queryRunner);
  }
}
