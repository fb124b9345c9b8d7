import { createHash } from 'node:crypto';
import { COLLECTION, vectorOf } from './word-vectors.mjs';

const { signal } = new AbortController();

/** The id of a copy, as the database makes it, too. */
const copyOf = (id, salt) => {
  const hex = createHash('md5').update(`${id}${salt}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** Ids are made from those of the copied, so that they need not be looked up. */
const COPIES = [
  `INSERT INTO users SELECT md5(id::text || $2)::uuid, name, created_at
   FROM users WHERE id = ANY($1::uuid[])`,
  `INSERT INTO spaces (id, user_id, name, is_default, created_at)
   SELECT md5(id::text || $2)::uuid, md5(user_id::text || $2)::uuid, name, is_default, created_at
   FROM spaces WHERE user_id = ANY($1::uuid[])`,
  `INSERT INTO sessions (id, user_id, space_id, created_at, updated_at)
   SELECT md5(id::text || $2)::uuid, md5(user_id::text || $2)::uuid,
          md5(space_id::text || $2)::uuid, created_at, updated_at
   FROM sessions WHERE user_id = ANY($1::uuid[])`,
  `INSERT INTO messages (id, user_id, session_id, parent_id, depth, role, text, status, created_at)
   SELECT md5(id::text || $2)::uuid, md5(user_id::text || $2)::uuid,
          md5(session_id::text || $2)::uuid, md5(parent_id::text || $2)::uuid,
          depth, role, text, status, created_at
   FROM messages WHERE user_id = ANY($1::uuid[])`,
  `INSERT INTO memories
     (id, user_id, space_id, session_id, message_id, kind, text, at, length, created_at)
   SELECT md5(id::text || $2)::uuid, md5(user_id::text || $2)::uuid,
          md5(space_id::text || $2)::uuid, md5(session_id::text || $2)::uuid,
          md5(message_id::text || $2)::uuid, kind, text, at, length, created_at
   FROM memories WHERE user_id = ANY($1::uuid[]) ORDER BY number`,
  `INSERT INTO memory_terms (space_number, term, memory_number, frequency, length)
   SELECT space.number, posting.term, copy.number, posting.frequency, posting.length
   FROM memories
   JOIN memories copy ON copy.id = md5(memories.id::text || $2)::uuid
   JOIN spaces space ON space.id = copy.space_id
   JOIN memory_terms posting ON posting.memory_number = memories.number
   WHERE memories.user_id = ANY($1::uuid[])
   ORDER BY 1, 2, 3`,
];

/**
 * Others who have said the same: what they say matters to no other person, so that this is as good as
 * saying it, and quicker.
 * @returns their scopes, in the order of those whom they are copied from.
 */
export async function copyPeople(room, people, salt) {
  const ids = people.map(({ userId }) => userId);
  await room.source.transaction(async (manager) => {
    // The copied rows fit together.
    await manager.query('SET LOCAL session_replication_role = replica');
    for (const copy of COPIES) await manager.query(copy, [ids, String(salt)]);
  });
  const memories = await room.source.query(
    `SELECT id AS "memoryId", user_id AS "userId", space_id AS "spaceId",
            session_id AS "sessionId", kind, at, text
     FROM memories WHERE user_id = ANY($1::uuid[])`,
    [ids.map((id) => copyOf(id, salt))],
  );
  const entries = memories.map(({ text, ...place }) => ({ ...place, embedding: vectorOf(text) }));
  await room.store.upsert(COLLECTION, entries, signal);
  return people.map(({ userId, spaceId }) => ({
    userId: copyOf(userId, salt),
    spaceId: copyOf(spaceId, salt),
  }));
}
