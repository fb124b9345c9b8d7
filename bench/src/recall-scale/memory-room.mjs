import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { ManagedDataSource } from '../../../backend/dist/database/index.js';
import { CorpusStatistics } from '../../../backend/dist/memory/lexical/corpus-statistics.js';
import { MemoryAllowance } from '../../../backend/dist/memory/memory-allowance.js';
import { TableUpkeep } from '../../../backend/dist/memory/table-upkeep.js';
import { LexicalArm } from '../../../backend/dist/memory/lexical/lexical-arm.js';
import { Memory, MemoryCapture, MemoryRecall } from '../../../backend/dist/memory/index.js';
import { NewestArm } from '../../../backend/dist/memory/recall/newest-arm.js';
import { MemoryRows } from '../../../backend/dist/memory/recall/memory-rows.js';

const TURNS_PER_SESSION = 20;
/** Vectors are another bench's. */
const NO_JOBS = { send: () => Promise.resolve() };
const UNLIMITED = { maxChars: Infinity, maxMemories: Infinity };

/** One person's memories on a database, made by the built server's own classes. */
export class MemoryRoom {
  static async open({ DATABASE_URL: url, DATA_DIR: folder }) {
    const room = new MemoryRoom();
    room.settings = { url, folder, poolSize: 4 };
    room.source = await ManagedDataSource.open(room.settings, [Memory]);
    room.arm = new LexicalArm(room.source, new CorpusStatistics(room.source));
    room.memory = new MemoryRecall(
      room.arm,
      new NewestArm(room.source),
      new MemoryRows(room.source),
    );
    room.scope = { userId: randomUUID(), spaceId: randomUUID() };
    const { userId, spaceId } = room.scope;
    await room.source.query('INSERT INTO users VALUES ($1, $2, now())', [userId, 'Bench']);
    await room.source.query(
      'INSERT INTO spaces (id, user_id, name, created_at) VALUES ($1, $2, $3, now())',
      [spaceId, userId, 'Bench'],
    );
    return room;
  }

  close() {
    return this.source.destroy();
  }

  /** Says all of it, session by session, each turn answered. @returns milliseconds of each capture. */
  async say(spoken) {
    const upkeep = new TableUpkeep(this.source, this.settings);
    const capture = new MemoryCapture(UNLIMITED, new MemoryAllowance(UNLIMITED), upkeep, NO_JOBS);
    const times = [];
    for (let first = 0; first < spoken.length; first += TURNS_PER_SESSION)
      times.push(
        ...(await this.saySession(capture, spoken.slice(first, first + TURNS_PER_SESSION))),
      );
    await upkeep.onModuleDestroy();
    return times;
  }

  async saySession(capture, spoken) {
    const sessionId = randomUUID();
    const { userId } = this.scope;
    const turns = spoken.map((turn) => ({ ...turn, id: randomUUID() }));
    return this.source.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO sessions (id, user_id, space_id, created_at, updated_at)
         VALUES ($1, $2, $3, now(), now())`,
        [sessionId, userId, this.scope.spaceId],
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
        await capture.capture(manager, { ...turn, ...this.scope, sessionId });
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
