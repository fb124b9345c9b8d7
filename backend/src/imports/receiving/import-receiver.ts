import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { DomainError } from '../../shared/index.js';
import type { ImportError } from '../import.entity.js';
import type { LineFailure } from '../line-failure.js';
import { ImportRunner } from '../taking-in/import-runner.service.js';
import { type ChunkLimits, lineChunks } from './line-chunks.js';
import { UploadBody } from './upload-body.js';
import { CANCELLED } from './upload-faults.js';
import { UploadRows } from './upload-rows.js';

/** A chunk is what one transaction takes in: small, since chats wait for it on the embedded database. */
const LIMITS: ChunkLimits = { line: 2 * 1024 * 1024, lines: 20, bytes: 32 * 1024 };

/** Milliseconds between two signs of life. */
const SIGN_OF_LIFE = 4_000;

/** Receives files, however large, as fast as the database keeps them. */
@Injectable()
export class ImportReceiver implements BeforeApplicationShutdown {
  private readonly open = new Map<UploadBody, Promise<unknown>>();
  private stopping = false;

  constructor(
    private readonly rows: UploadRows,
    private readonly runner: ImportRunner,
  ) {}

  /**
   * Keeps the lines of a request's body, and has them taken in.
   * @returns the id of the import.
   * @throws {DomainError} `invalid_gzip`, `upload_cut`, `import_cancelled`, with the id of the import,
   *   which holds what came in before; `unavailable` when the server stops.
   */
  async receive(userId: string, request: IncomingMessage): Promise<string> {
    if (this.stopping)
      throw new DomainError(
        'unavailable',
        503,
        'The server is stopping. Send the file again soon.',
      );
    const body = new UploadBody(request);
    const kept = this.keep(userId, body);
    this.open.set(body, kept);
    try {
      return await kept;
    } finally {
      this.open.delete(body);
      body.close();
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    for (const body of this.open.keys()) body.cut();
    await Promise.allSettled(this.open.values());
  }

  private async keep(userId: string, body: UploadBody): Promise<string> {
    const importId = await this.rows.begin(userId);
    const living = setInterval(() => {
      // One that fails is followed by the next.
      this.rows.touch(importId).catch(() => undefined);
    }, SIGN_OF_LIFE);
    try {
      for await (const chunk of lineChunks(body.bytes, LIMITS, () => !body.fault))
        if (!(await this.rows.add(importId, chunk, chunk.tooLong.map(tooLong))))
          throw refusal(CANCELLED, 409, importId);
      await this.rows.end(importId, body.fault ?? null);
    } finally {
      clearInterval(living);
      this.runner.wake();
    }
    if (body.fault) throw refusal(body.fault, 400, importId);
    return importId;
  }
}

const tooLong = (line: number): LineFailure => ({
  line,
  code: 'line_too_long',
  message: `The line is longer than ${LIMITS.line} bytes.`,
});

const refusal = ({ code, message }: ImportError, status: number, importId: string): DomainError =>
  new DomainError(code, status, message, { extensions: { importId } });
