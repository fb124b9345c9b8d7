import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When memories last left a space, or older ones came into it: what a process keeps of it is void then. */
export class ChangedSpaces1764374400000 implements MigrationInterface {
  readonly name = 'ChangedSpaces1764374400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

/** Once in a transaction, however many statements it takes; in one order, so that nobody waits in a circle. */
const mark = (spaces: string): string => `
  BEGIN
    PERFORM FROM spaces WHERE id IN (${spaces}) AND changed <> txid_current()
    ORDER BY id FOR NO KEY UPDATE;
    UPDATE spaces SET changed = txid_current()
    WHERE id IN (${spaces}) AND changed <> txid_current();
    RETURN NULL;
  END`;

const UP = [
  // The transaction that did so.
  'ALTER TABLE spaces ADD COLUMN changed bigint NOT NULL DEFAULT 0',
  `CREATE FUNCTION memories_left() RETURNS trigger LANGUAGE plpgsql
   AS $$${mark('SELECT space_id FROM gone')}$$`,
  `CREATE FUNCTION memories_changed() RETURNS trigger LANGUAGE plpgsql
   AS $$${mark('SELECT space_id FROM gone UNION SELECT space_id FROM come')}$$`,
  `CREATE TRIGGER memories_left AFTER DELETE ON memories
   REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION memories_left()`,
  `CREATE TRIGGER memories_changed AFTER UPDATE ON memories
   REFERENCING OLD TABLE AS gone NEW TABLE AS come
   FOR EACH STATEMENT EXECUTE FUNCTION memories_changed()`,
];

const DOWN = [
  'DROP TRIGGER memories_changed ON memories',
  'DROP TRIGGER memories_left ON memories',
  'DROP FUNCTION memories_changed()',
  'DROP FUNCTION memories_left()',
  'ALTER TABLE spaces DROP COLUMN changed',
];
