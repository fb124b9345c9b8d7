import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Speakers, what came from elsewhere and when a memory holds; which vectors there are, which must
 * go; imports and their parts that wait.
 */
export class MemoryEngine1764115200000 implements MigrationInterface {
  readonly name = 'MemoryEngine1764115200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const UP = [
  `ALTER TABLE messages ADD speaker text`,
  `CREATE UNIQUE INDEX messages_external ON messages (session_id, external_id)
     WHERE external_id IS NOT NULL`,
  `CREATE UNIQUE INDEX sessions_external ON sessions (space_id, external_id)
     WHERE external_id IS NOT NULL`,
  // Until when it held; null while it does. Nothing sets it yet but what derives facts will.
  `ALTER TABLE memories ADD speaker text, ADD valid_until timestamptz(3)`,
  // "What did I do yesterday?"
  `CREATE INDEX memories_time ON memories (user_id, space_id, at)`,
  // One for each embedding model in each vector store. `done` of `total` memories are in it, as was
  // counted last; `reconciliation` is what the last comparison of rows and vectors found.
  `CREATE TABLE vector_collections (
     id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     store text NOT NULL,
     name text NOT NULL,
     model text NOT NULL,
     dimensions integer NOT NULL,
     state text NOT NULL CHECK (state IN ('filling', 'current', 'kept', 'dropping')),
     done integer NOT NULL DEFAULT 0,
     total integer NOT NULL DEFAULT 0,
     reconciliation jsonb,
     created_at timestamptz(3) NOT NULL,
     UNIQUE (store, name)
   )`,
  // Which memories have their vector in which collection: what is missing here has still to be
  // embedded. `failure` says why a memory has none and will get none by itself.
  `CREATE TABLE memory_vectors (
     collection_id integer NOT NULL REFERENCES vector_collections ON DELETE CASCADE,
     memory_number integer NOT NULL REFERENCES memories (number) ON DELETE CASCADE,
     failure text,
     PRIMARY KEY (memory_number, collection_id)
   )`,
  `CREATE INDEX memory_vectors_failed ON memory_vectors (collection_id, memory_number)
     WHERE failure IS NOT NULL`,
  // Vectors whose memory is gone. A trigger, since most memories go by way of foreign keys.
  `CREATE TABLE forgotten_vectors (
     memory_id uuid PRIMARY KEY,
     user_id uuid NOT NULL,
     forgotten_at timestamptz(3) NOT NULL
   )`,
  `CREATE FUNCTION note_forgotten_vectors() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       INSERT INTO forgotten_vectors SELECT id, user_id, now() FROM gone ON CONFLICT DO NOTHING;
       RETURN NULL;
     END $$`,
  `CREATE TRIGGER memories_forgotten AFTER DELETE ON memories
     REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION note_forgotten_vectors()`,
  // `lines` were received, `taken` of them are taken in; `error` says why it will end as failed.
  `CREATE TABLE imports (
     id uuid PRIMARY KEY,
     user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
     state text NOT NULL
       CHECK (state IN ('receiving', 'importing', 'indexing', 'done', 'failed')),
     lines integer NOT NULL DEFAULT 0,
     taken integer NOT NULL DEFAULT 0,
     messages integer NOT NULL DEFAULT 0,
     failures integer NOT NULL DEFAULT 0,
     shortened integer NOT NULL DEFAULT 0,
     unremembered integer NOT NULL DEFAULT 0,
     degraded text[] NOT NULL DEFAULT '{}',
     error jsonb,
     created_at timestamptz(3) NOT NULL,
     updated_at timestamptz(3) NOT NULL
   )`,
  `CREATE INDEX imports_newest ON imports (user_id, created_at DESC, id DESC)`,
  `CREATE INDEX imports_running ON imports (user_id, created_at)
     WHERE state IN ('receiving', 'importing', 'indexing')`,
  // Whole lines as they were received, until they are taken in; bytes, since they may be no text.
  `CREATE TABLE import_chunks (
     import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
     first_line integer NOT NULL,
     bytes bytea NOT NULL,
     PRIMARY KEY (import_id, first_line)
   )`,
  `CREATE TABLE import_failures (
     import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
     line integer NOT NULL,
     code text NOT NULL,
     message text NOT NULL,
     PRIMARY KEY (import_id, line)
   )`,
  // Memories of an import that have no vector yet. One that goes meanwhile is taken off later: a
  // foreign key would cost each memory that is deleted a look here.
  `CREATE TABLE import_memories (
     import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
     memory_number integer NOT NULL,
     PRIMARY KEY (import_id, memory_number)
   )`,
];

const DOWN = [
  'DROP TABLE import_memories',
  'DROP TABLE import_failures',
  'DROP TABLE import_chunks',
  'DROP TABLE imports',
  'DROP TRIGGER memories_forgotten ON memories',
  'DROP FUNCTION note_forgotten_vectors',
  'DROP TABLE forgotten_vectors',
  'DROP TABLE memory_vectors',
  'DROP TABLE vector_collections',
  'DROP INDEX memories_time',
  'ALTER TABLE memories DROP speaker, DROP valid_until',
  'DROP INDEX sessions_external',
  'DROP INDEX messages_external',
  'ALTER TABLE messages DROP speaker',
];
