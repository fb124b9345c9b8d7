import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { isDatabaseAway } from '../../shared/http/index.js';
import { SpacesService } from '../../spaces/index.js';
import type { LineFailure } from '../line-failure.js';
import { ChunkRows, type WaitingChunk } from './chunk-rows.js';
import { ConversationIntake, type Taken } from './conversation-intake.js';
import { type NumberedLine, type ReadChunk, readChunk } from './import-chunk.js';

/** Takes in the lines of a chunk, each exactly once: one transaction makes them messages and memories. */
@Injectable()
export class ImportIntake {
  private readonly logger = new Logger(ImportIntake.name);

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly rows: ChunkRows,
    private readonly spaces: SpacesService,
    private readonly conversations: ConversationIntake,
  ) {}

  /**
   * Takes in a chunk, unless another process has done so meanwhile. A line that the database refuses
   * is told as a failure and does not keep the others out.
   * @throws {Error} when the database is away; nothing has changed then.
   */
  async take(chunk: WaitingChunk): Promise<void> {
    const read = readChunk(chunk.bytes, chunk.firstLine, new Date());
    try {
      await this.transaction(chunk, read, (manager, spaces) =>
        this.takeAll(manager, chunk.userId, spaces, read.messages),
      );
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      this.logger.warn({ err: error, importId: chunk.importId }, 'lines are taken in one by one');
      await this.transaction(chunk, read, (manager, spaces) =>
        this.takeEach(manager, chunk.userId, spaces, read.messages),
      );
    }
  }

  private async transaction(
    chunk: WaitingChunk,
    read: ReadChunk,
    work: (manager: EntityManager, spaces: Spaces) => Promise<Taken>,
  ): Promise<void> {
    const spaces = await this.spacesOf(chunk.userId, read.messages);
    await this.database.transaction(async (manager) => {
      if (!(await this.rows.hold(manager, chunk))) return;
      const taken = await work(manager, spaces);
      const failures = [...read.failures, ...taken.failures];
      const spaceIds = [...new Set(spaces.values())];
      await this.rows.settle(manager, chunk, { ...taken, lines: read.count, failures, spaceIds });
    });
  }

  private async spacesOf(userId: string, lines: readonly NumberedLine[]): Promise<Spaces> {
    const ids = new Map<string | undefined, string>();
    for (const name of new Set(lines.map(({ space }) => space)))
      ids.set(name, (await this.spaces.findOrCreate(userId, name)).id);
    return ids;
  }

  private async takeAll(
    manager: EntityManager,
    userId: string,
    spaces: Spaces,
    lines: readonly NumberedLine[],
  ): Promise<Taken> {
    const taken: Taken[] = [];
    for (const [name, own] of Map.groupBy(lines, ({ space }) => space)) {
      const scope = { userId, spaceId: spaces.get(name) ?? '' };
      taken.push(await this.conversations.take(manager, scope, own));
    }
    return sum(taken);
  }

  private async takeEach(
    manager: EntityManager,
    userId: string,
    spaces: Spaces,
    lines: readonly NumberedLine[],
  ): Promise<Taken> {
    const taken: Taken[] = [];
    for (const line of lines) {
      try {
        // Within a transaction this is a savepoint.
        const one = (inner: EntityManager) => this.takeAll(inner, userId, spaces, [line]);
        taken.push(await manager.transaction(one));
      } catch (error) {
        if (isDatabaseAway(error)) throw error;
        this.logger.error({ err: error, line: line.line }, 'a line cannot be taken in');
        taken.push({ ...NOTHING, failures: [notTaken(line)] });
      }
    }
    return sum(taken);
  }
}

/** Ids of spaces by their names. */
type Spaces = ReadonlyMap<string | undefined, string>;

const NOTHING: Taken = { messages: 0, failures: [], shortened: 0, unremembered: 0, messageIds: [] };

const sum = (parts: readonly Taken[]): Taken =>
  parts.reduce(
    (all, part) => ({
      messages: all.messages + part.messages,
      failures: [...all.failures, ...part.failures],
      shortened: all.shortened + part.shortened,
      unremembered: all.unremembered + part.unremembered,
      messageIds: [...all.messageIds, ...part.messageIds],
    }),
    NOTHING,
  );

const notTaken = ({ line }: NumberedLine): LineFailure => ({
  line,
  code: 'not_taken',
  message: 'Something went wrong here with this line. It has been logged; send it again.',
});
