import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { decodeCursor, encodeCursor, notFound, type Page } from '../shared/index.js';
import { Import, type ImportState } from './import.entity.js';
import type { LineFailure } from './line-failure.js';
import { CANCELLED } from './receiving/upload-faults.js';

const RUNNING: ImportState[] = ['receiving', 'importing', 'indexing'];

/** An import with what is told of it besides its row. */
export interface ImportReport {
  readonly row: Import;
  /** Memories that have no vector yet. */
  readonly pending: number;
  /** The lines that could not be taken, by number; the first 1,000. */
  readonly failed: readonly LineFailure[];
  /** Names of the spaces that its messages went to, the default one first, the others by name. */
  readonly spaces: readonly string[];
}

/** Says how imports stand; each call for one user only. */
@Injectable()
export class ImportsService {
  constructor(@InjectRepository(Import) private readonly imports: Repository<Import>) {}

  /** @throws {DomainError} `not_found`, also for another user's. */
  async get(userId: string, id: string): Promise<ImportReport> {
    const row = await this.imports.findOneBy({ userId, id });
    if (!row) throw notFound('import');
    return this.report(row);
  }

  /**
   * Imports, the newest first.
   * @param limit 1 to 100.
   * @throws {DomainError} `invalid_cursor`.
   */
  async list(userId: string, limit: number, cursor?: string): Promise<Page<ImportReport>> {
    const query = this.imports
      .createQueryBuilder('import')
      .where('import.userId = :userId', { userId })
      .orderBy('import.createdAt', 'DESC')
      .addOrderBy('import.id', 'DESC')
      .limit(limit + 1);
    if (cursor !== undefined) {
      const [at, id] = decodeCursor(cursor, ['time', 'id']);
      query.andWhere('(import.createdAt, import.id) < (:at, :id)', { at, id });
    }
    const found = await query.getMany();
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const items: ImportReport[] = [];
    for (const row of rows) items.push(await this.report(row));
    const more = found.length > limit && last;
    return {
      items,
      nextCursor: more ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
    };
  }

  /**
   * Ends an import that is not over. What was taken in stays; what waits is thrown away.
   * @throws {DomainError} `not_found`.
   */
  async cancel(userId: string, id: string): Promise<ImportReport> {
    await this.imports.manager.transaction(async (manager) => {
      const { affected } = await manager
        .createQueryBuilder()
        .update(Import)
        .set({ state: 'failed', error: CANCELLED, degraded: [], updatedAt: new Date() })
        .where({ userId, id, state: In(RUNNING) })
        .execute();
      if (!affected) return;
      await manager.query('DELETE FROM import_chunks WHERE import_id = $1', [id]);
      await manager.query('DELETE FROM import_memories WHERE import_id = $1', [id]);
    });
    return this.get(userId, id);
  }

  private async report(row: Import): Promise<ImportReport> {
    const { manager } = this.imports;
    const failed = await manager.query<LineFailure[]>(
      'SELECT line, code, message FROM import_failures WHERE import_id = $1 ORDER BY line',
      [row.id],
    );
    const [{ pending }] = await manager.query<[{ pending: number }]>(
      'SELECT count(*)::integer AS pending FROM import_memories WHERE import_id = $1',
      [row.id],
    );
    const spaces = await manager.query<{ name: string }[]>(
      `SELECT space.name FROM import_spaces placed JOIN spaces space ON space.id = placed.space_id
       WHERE placed.import_id = $1 ORDER BY space.is_default DESC, space.name`,
      [row.id],
    );
    return { row, pending, failed, spaces: spaces.map(({ name }) => name) };
  }
}
