import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Users, spaces, sessions, messages, memories and their lexical index. Each row carries its user, and
 * the foreign keys carry it along, so that no row can hang below somebody else's.
 */
export class FirstSchema1764028800000 implements MigrationInterface {
  readonly name = 'FirstSchema1764028800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['memory_terms', 'memories', 'messages', 'sessions', 'spaces', 'users'])
      await queryRunner.query(`DROP TABLE "${table}"`);
  }
}

const STATEMENTS = [
  `CREATE TABLE users (
     id uuid PRIMARY KEY,
     name text NOT NULL,
     created_at timestamptz(3) NOT NULL
   )`,
  `CREATE TABLE spaces (
     id uuid PRIMARY KEY,
     user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
     name text NOT NULL,
     is_default boolean NOT NULL DEFAULT false,
     created_at timestamptz(3) NOT NULL,
     number integer GENERATED ALWAYS AS IDENTITY,
     UNIQUE (user_id, name),
     UNIQUE (id, user_id)
   )`,
  `CREATE UNIQUE INDEX spaces_default ON spaces (user_id) WHERE is_default`,
  `CREATE TABLE sessions (
     id uuid PRIMARY KEY,
     user_id uuid NOT NULL,
     space_id uuid NOT NULL,
     title text,
     head_id uuid,
     external_id text,
     created_at timestamptz(3) NOT NULL,
     updated_at timestamptz(3) NOT NULL,
     UNIQUE (id, user_id),
     FOREIGN KEY (space_id, user_id) REFERENCES spaces (id, user_id) ON DELETE CASCADE
   )`,
  `CREATE INDEX sessions_newest ON sessions (user_id, updated_at DESC, id DESC)`,
  `CREATE INDEX sessions_space ON sessions (space_id)`,
  `CREATE TABLE messages (
     id uuid PRIMARY KEY,
     user_id uuid NOT NULL,
     session_id uuid NOT NULL,
     parent_id uuid,
     depth integer NOT NULL,
     role text NOT NULL CHECK (role IN ('user', 'assistant')),
     text text NOT NULL,
     status text NOT NULL CHECK (status IN ('complete', 'streaming', 'interrupted', 'stopped', 'failed')),
     request_id uuid,
     external_id text,
     model text,
     finish_reason text,
     failure jsonb,
     usage jsonb,
     context jsonb,
     created_at timestamptz(3) NOT NULL,
     UNIQUE (id, user_id),
     UNIQUE (user_id, request_id),
     FOREIGN KEY (parent_id, user_id) REFERENCES messages (id, user_id) ON DELETE CASCADE,
     FOREIGN KEY (session_id, user_id) REFERENCES sessions (id, user_id) ON DELETE CASCADE
   )`,
  `CREATE INDEX messages_session ON messages (session_id)`,
  `CREATE INDEX messages_parent ON messages (parent_id)`,
  `CREATE INDEX messages_streaming ON messages (created_at) WHERE status = 'streaming'`,
  `CREATE TABLE memories (
     id uuid PRIMARY KEY,
     user_id uuid NOT NULL,
     space_id uuid NOT NULL,
     session_id uuid NOT NULL,
     message_id uuid NOT NULL,
     kind text NOT NULL,
     text text NOT NULL,
     at timestamptz(3) NOT NULL,
     length integer NOT NULL,
     created_at timestamptz(3) NOT NULL,
     number integer GENERATED ALWAYS AS IDENTITY UNIQUE,
     UNIQUE (message_id, kind),
     FOREIGN KEY (space_id, user_id) REFERENCES spaces (id, user_id) ON DELETE CASCADE,
     FOREIGN KEY (session_id, user_id) REFERENCES sessions (id, user_id) ON DELETE CASCADE,
     FOREIGN KEY (message_id, user_id) REFERENCES messages (id, user_id) ON DELETE CASCADE
   )`,
  `CREATE INDEX memories_scope ON memories (user_id, space_id, number) INCLUDE (length)`,
  `CREATE INDEX memories_session ON memories (session_id, number)`,
  // Short numbers in place of ids, since each memory has some twenty rows here: a smaller table, and
  // twice the speed (docs/decisions/0009). A space's number is only ever found by its id and user.
  `CREATE TABLE memory_terms (
     space_number integer NOT NULL,
     term text COLLATE "C" NOT NULL,
     memory_number integer NOT NULL REFERENCES memories (number) ON DELETE CASCADE,
     frequency smallint NOT NULL,
     length smallint NOT NULL,
     PRIMARY KEY (space_number, term, memory_number) INCLUDE (frequency, length)
   )`,
  `CREATE INDEX memory_terms_memory ON memory_terms (memory_number)`,
];
