import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { DatabaseSettings, RoleSettings } from '../config/index.js';
import { AnswerStreams } from '../messages/index.js';

/** Milliseconds between looks, where several processes share the database. */
const EVERY = 10_000;

/**
 * Marks the answers that a process was making when it died. On the embedded database, which one
 * process has, those are all that are `streaming` at its start; elsewhere those whose process has given
 * no sign of life for a while, looked for again and again.
 */
@Injectable()
export class OrphanedAnswers implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(OrphanedAnswers.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly streams: AnswerStreams,
    private readonly database: DatabaseSettings,
    private readonly settings: RoleSettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.role === 'worker') return;
    if (this.database.url === undefined) return this.mark(0);
    await this.mark();
    this.timer = setInterval(() => {
      this.mark().catch((err: unknown) => {
        // The next look may succeed.
        this.logger.warn({ err }, 'orphaned answers could not be looked for');
      });
    }, EVERY).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async mark(silence?: number): Promise<void> {
    const count = await this.streams.interruptOrphans(silence);
    if (count > 0) this.logger.warn({ count }, 'answers were marked as interrupted');
  }
}
