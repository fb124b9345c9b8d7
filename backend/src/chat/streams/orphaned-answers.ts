import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { DatabaseSettings, RoleSettings } from '../../config/index.js';
import { AnswerStreams, DEAD_AFTER } from '../../messages/index.js';
import { isDatabaseAway } from '../../shared/http/index.js';
import { RunningTurns } from './running-turns.js';

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
  private silenceTellsFrom = -Infinity;

  constructor(
    private readonly streams: AnswerStreams,
    private readonly atWork: RunningTurns,
    private readonly database: DatabaseSettings,
    private readonly settings: RoleSettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.role === 'worker') return;
    if (this.database.url === undefined)
      return this.interrupted((own) => this.streams.interruptAll(own));
    await this.mark();
    this.timer = setInterval(() => {
      this.mark().catch((err: unknown) => {
        // The next look may succeed.
        this.logger.warn({ err }, 'orphaned answers could not be looked for');
        this.noteFault(err);
      });
    }, EVERY).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /**
   * Marks those there are now.
   * @returns false where silence tells nothing, since nobody could give a sign of life lately.
   */
  async mark(): Promise<boolean> {
    if (performance.now() < this.silenceTellsFrom) return false;
    await this.interrupted((own) => this.streams.interruptOrphans(own));
    return true;
  }

  /** While the database does not answer, and a while after that, silence tells nothing. */
  noteFault(fault: unknown): void {
    if (isDatabaseAway(fault)) this.silenceTellsFrom = performance.now() + DEAD_AFTER * 1_000;
  }

  private async interrupted(mark: (own: readonly string[]) => Promise<number>): Promise<void> {
    const count = await mark(this.atWork.all.map(({ turn }) => turn.answerId));
    if (count > 0) this.logger.warn({ count }, 'answers were marked as interrupted');
  }
}
