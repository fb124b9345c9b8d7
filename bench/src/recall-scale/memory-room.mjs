import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { ManagedDataSource } from '../../../backend/dist/database/index.js';
import { CorpusStatistics } from '../../../backend/dist/memory/lexical/corpus-statistics.js';
import { MemoryAllowance } from '../../../backend/dist/memory/memory-allowance.js';
import { TableUpkeep } from '../../../backend/dist/memory/table-upkeep.js';
import { LexicalArm } from '../../../backend/dist/memory/lexical/lexical-arm.js';
import { Memory, MemoryCapture, MemoryRecall } from '../../../backend/dist/memory/index.js';
import { CandidateSearch } from '../../../backend/dist/memory/recall/candidate-search.js';
import { MeaningArm } from '../../../backend/dist/memory/recall/meaning-arm.js';
import { TimeArm } from '../../../backend/dist/memory/recall/time/time-arm.js';
import { openPgVector } from '../../../backend/dist/vectors/pgvector/open-pgvector.js';
import { NewestArm } from '../../../backend/dist/memory/recall/newest-arm.js';
import { MemoryRows } from '../../../backend/dist/memory/recall/memory-rows.js';
import { COLLECTION, DIMENSIONS, vectorOf } from './word-vectors.mjs';

const TURNS_PER_SESSION = 20;
const EMBEDDED_AT_ONCE = 500;
/** Vectors are written beside, without an embedding model. */
const NO_JOBS = { send: () => Promise.resolve() };
const MODEL = {
  name: 'bench',
  dimensions: DIMENSIONS,
  background: { mean: 0, deviation: 0.05 },
};
const EMBEDDER = {
  model: () => Promise.resolve(MODEL),
  embed: (texts) => Promise.resolve(texts.map(vectorOf)),
};
const COLLECTIONS = { searchable: () => Promise.resolve(COLLECTION) };
/** Each recall is to do all its work, however long it takes. */
const UNHURRIED = { embedMs: 60_000, searchMs: 60_000 };
const EVER = new AbortController().signal;
/** Milliseconds: a statement of the bench may take longer than one of the product. */
const UNHURRIED_MS = 3_600_000;
const UNLIMITED = { maxChars: Infinity, maxMemories: Infinity };

/** One person's memories on a database, made by the built server's own classes. */
export class MemoryRoom {
  /** @param store to keep vectors in; left out: the database. */
  static async open({ DATABASE_URL: url, DATA_DIR: folder }, store) {
    const room = new MemoryRoom();
    room.settings = { url, folder, poolSize: 4, statementMs: UNHURRIED_MS };
    room.source = await ManagedDataSource.open(room.settings, [Memory]);
    room.store = store ?? (await openPgVector(room.source, url === undefined));
    await room.store.prepare(COLLECTION, EVER);
    room.words = new LexicalArm(room.source, new CorpusStatistics(room.source));
    room.meaning = new MeaningArm(EMBEDDER, COLLECTIONS, room.store, UNHURRIED);
    const rows = new MemoryRows(room.source);
    const times = new TimeArm(room.source);
    const search = new CandidateSearch(room.words, room.meaning, times, rows);
    room.memory = new MemoryRecall(search, new NewestArm(room.source), rows);
    room.scope = await room.person();
    return room;
  }

  /** A person with a space. */
  async person() {
    const scope = { userId: randomUUID(), spaceId: randomUUID() };
    await this.source.query('INSERT INTO users VALUES ($1, $2, now())', [scope.userId, 'Bench']);
    await this.source.query(
      'INSERT INTO spaces (id, user_id, name, created_at) VALUES ($1, $2, $3, now())',
      [scope.spaceId, scope.userId, 'Bench'],
    );
    return scope;
  }

  async close() {
    await this.store.onModuleDestroy?.();
    await this.store.onApplicationShutdown?.();
    await this.source.destroy();
  }

  /**
   * Once the vectors of a space that has grown have their index, and a server's autovacuum, or the
   * embedded database's upkeep, has done what it does within a minute.
   */
  async settled() {
    await this.store.indexes?.settled?.();
    // What was said a moment ago is read each time; nearly all that a person has said was said before.
    await this.source.query(
      `UPDATE memories SET created_at = created_at - interval '1 hour'
       WHERE created_at > now() - interval '30 minutes'`,
    );
    await this.source.query('VACUUM (ANALYZE)');
  }

  /** Says all of it, session by session, each turn answered. @returns milliseconds of each capture. */
  async say(spoken, scope = this.scope) {
    const upkeep = new TableUpkeep(this.source, this.settings);
    const capture = new MemoryCapture(UNLIMITED, new MemoryAllowance(UNLIMITED), upkeep, NO_JOBS);
    const times = [];
    const unembedded = [];
    for (let first = 0; first < spoken.length; first += TURNS_PER_SESSION) {
      const place = { ...scope, sessionId: randomUUID() };
      const turns = spoken
        .slice(first, first + TURNS_PER_SESSION)
        .map((turn) => ({ ...turn, ...place, id: randomUUID() }));
      times.push(...(await this.saySession(capture, turns, place)));
      unembedded.push(...turns);
      if (unembedded.length >= EMBEDDED_AT_ONCE) await this.embed(unembedded.splice(0));
    }
    if (unembedded.length > 0) await this.embed(unembedded);
    await upkeep.onModuleDestroy();
    return times;
  }

  /** Writes vectors of many sessions together: a statement for each session takes a Milvus too long. */
  async embed(turns) {
    const rows = await this.source.query(
      'SELECT id, message_id FROM memories WHERE message_id = ANY ($1::uuid[])',
      [turns.map(({ id }) => id)],
    );
    const ids = new Map(rows.map((row) => [row.message_id, row.id]));
    const entries = turns.map(({ id, userId, spaceId, sessionId, text, at }) => ({
      memoryId: ids.get(id),
      userId,
      spaceId,
      sessionId,
      kind: 'turn',
      at,
      embedding: vectorOf(text),
    }));
    await this.store.upsert(COLLECTION, entries, EVER);
  }

  saySession(capture, turns, place) {
    const { userId, spaceId, sessionId } = place;
    return this.source.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO sessions (id, user_id, space_id, created_at, updated_at)
         VALUES ($1, $2, $3, now(), now())`,
        [sessionId, userId, spaceId],
      );
      await manager.query(
        `INSERT INTO messages (id, user_id, session_id, parent_id, depth, role, text, status, created_at)
         SELECT id, $1, $2, parent, 0, role, text, 'complete', now()
         FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[]) AS said (id, parent, role, text)`,
        [
          userId,
          sessionId,
          turns.flatMap(({ id }) => [id, randomUUID()]),
          turns.flatMap(({ id }) => [null, id]),
          turns.flatMap(() => ['user', 'assistant']),
          turns.flatMap(({ text }) => [text, 'So it is.']),
        ],
      );
      const times = [];
      for (const turn of turns) {
        const started = performance.now();
        await capture.capture(manager, turn);
        times.push(performance.now() - started);
      }
      return times;
    });
  }

  /** Size of postings and their indexes, in bytes. */
  async indexSize() {
    const [{ bytes }] = await this.source.query(
      "SELECT pg_total_relation_size('memory_terms')::float8 AS bytes",
    );
    return bytes;
  }
}
