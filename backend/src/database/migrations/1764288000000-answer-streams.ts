import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far answers have come that are being made, and that their process lives. */
export class AnswerStreams1764288000000 implements MigrationInterface {
  readonly name = 'AnswerStreams1764288000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE answer_streams');
  }
}

const UP = [
  // `sequence` is the number of the last event whose text is in the message. `beat_at`: the process
  // that makes the answer was alive. `read_at`: somebody followed it by way of another process.
  `CREATE TABLE answer_streams (
     answer_id uuid PRIMARY KEY,
     user_id uuid NOT NULL,
     sequence integer NOT NULL,
     beat_at timestamptz(3) NOT NULL,
     read_at timestamptz(3),
     stop_asked boolean NOT NULL DEFAULT false,
     FOREIGN KEY (answer_id, user_id) REFERENCES messages (id, user_id) ON DELETE CASCADE
   )`,
  // Looked at ten times a second, and empty nearly always.
  `CREATE INDEX answer_streams_stopping ON answer_streams (answer_id) WHERE stop_asked`,
];
