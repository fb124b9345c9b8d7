import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { newId } from '../../shared/index.js';
import type { ImportError } from '../import.entity.js';
import { FAILURES_LISTED, type LineFailure } from '../line-failure.js';
import { UPLOAD_CUT } from './upload-faults.js';
import type { LineChunk } from './line-chunks.js';

/** Seconds without a sign of life after which nobody receives an upload any more. */
const ORPHANED = 15;

/** Keeps uploads in the database, so that any process can go on with them. */
@Injectable()
export class UploadRows {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** @returns the id of the import that an upload makes. */
  async begin(userId: string): Promise<string> {
    const id = newId();
    await this.database.query(
      `INSERT INTO imports (id, user_id, state, created_at, updated_at)
       VALUES ($1, $2, 'receiving', now(), now())`,
      [id, userId],
    );
    return id;
  }

  /** Keeps some lines. @returns whether the import still takes them: it may have been cancelled. */
  async add(id: string, chunk: LineChunk, failures: readonly LineFailure[]): Promise<boolean> {
    const [{ added }] = await this.database.query<[{ added: number }]>(ADD, [
      id,
      chunk.firstLine,
      chunk.lines,
      chunk.bytes,
      failures.map(({ line }) => line),
      failures.map(({ code }) => code),
      failures.map(({ message }) => message),
    ]);
    return added > 0;
  }

  /** Shows that the upload still has somebody who receives it. */
  async touch(id: string): Promise<void> {
    await this.database.query(
      `UPDATE imports SET updated_at = now() WHERE id = $1 AND state = 'receiving'`,
      [id],
    );
  }

  /** Everything that will come has come; `error` says why it is not all. */
  async end(id: string, error: ImportError | null): Promise<void> {
    await this.database.query(
      `UPDATE imports SET state = ${NEXT_STATE}, error = $2, updated_at = now()
       WHERE id = $1 AND state = 'receiving'`,
      [id, error],
    );
  }

  /** Ends uploads whose process has died. */
  async endOrphans(): Promise<void> {
    await this.database.query(
      `UPDATE imports SET state = ${NEXT_STATE}, error = $1, updated_at = now()
       WHERE state = 'receiving' AND updated_at < now() - make_interval(secs => $2)`,
      [UPLOAD_CUT, ORPHANED],
    );
  }
}

const NEXT_STATE = `CASE WHEN lines > taken THEN 'importing' ELSE 'indexing' END`;

const ADD = `
  WITH import AS (
    UPDATE imports SET lines = lines + $3, failures = failures + cardinality($5::integer[]), updated_at = now()
    WHERE id = $1 AND state = 'receiving'
    RETURNING id, failures
  ), chunk AS (
    INSERT INTO import_chunks (import_id, first_line, bytes) SELECT id, $2::integer, $4::bytea FROM import
  ), noted AS (
    INSERT INTO import_failures (import_id, line, code, message)
    SELECT import.id, failure.line, failure.code, failure.message
    FROM import CROSS JOIN unnest($5::integer[], $6::text[], $7::text[]) AS failure (line, code, message)
    WHERE import.failures <= ${FAILURES_LISTED}
  )
  SELECT count(*)::integer AS added FROM import`;
