import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { RoleSettings } from '../../config/index.js';
import { Foreground } from '../../foreground/index.js';
import { UploadRows } from '../receiving/upload-rows.js';
import { BackgroundLoop } from './background-loop.js';
import { ChunkRows, type WaitingChunk } from './chunk-rows.js';
import { ImportIntake } from './import-intake.js';
import { IndexProgress } from './index-progress.service.js';

/** Milliseconds until it is looked for what another process received, or left when it died. */
const LOOK_AGAIN = 2_000;

/**
 * Takes in what was received, on every process that works, a chunk at a time: whoever holds the row
 * of an import does the next one, so nothing depends on who began it.
 */
@Injectable()
export class ImportRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ImportRunner.name);
  private readonly loop = new BackgroundLoop(() => this.round());

  constructor(
    private readonly settings: RoleSettings,
    private readonly rows: ChunkRows,
    private readonly uploads: UploadRows,
    private readonly intake: ImportIntake,
    private readonly progress: IndexProgress,
    private readonly foreground: Foreground,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.role !== 'api') this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** There is something to take in now. */
  wake(): void {
    this.loop.wake();
  }

  private async round(): Promise<number> {
    try {
      const chunks = await this.rows.next();
      let taken = 0;
      for (const chunk of chunks) if (await this.take(chunk)) taken++;
      if (taken > 0) return 0;
      this.progress.wake();
      await this.uploads.endOrphans();
    } catch (err) {
      this.logger.warn({ err }, 'what was received for an import waits');
    }
    return LOOK_AGAIN;
  }

  /** @returns whether it was taken in; else it is still there for the next round. */
  private async take(chunk: WaitingChunk): Promise<boolean> {
    try {
      await this.foreground.giveWay();
      await this.intake.take(chunk);
      return true;
    } catch (err) {
      // Most likely the database is away; the imports of others are tried all the same.
      this.logger.warn({ err, importId: chunk.importId }, 'an import waits');
      return false;
    }
  }
}
