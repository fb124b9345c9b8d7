import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the messages of an import are, so that a person can be led there. */
export class ImportSpaces1764201600000 implements MigrationInterface {
  readonly name = 'ImportSpaces1764201600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE import_spaces (
      import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
      space_id uuid NOT NULL REFERENCES spaces ON DELETE CASCADE,
      PRIMARY KEY (import_id, space_id)
    )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE import_spaces');
  }
}
