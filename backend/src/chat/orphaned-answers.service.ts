import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DatabaseSettings } from '../config/index.js';
import { MessagesService } from '../messages/index.js';

/** Milliseconds after which an answer that another process may be making counts as lost. */
const LONGEST_ANSWER = 15 * 60_000;

/** Marks, at start, the answers that a process was making when it died. */
@Injectable()
export class OrphanedAnswers implements OnApplicationBootstrap {
  private readonly logger = new Logger(OrphanedAnswers.name);

  constructor(
    private readonly messages: MessagesService,
    private readonly database: DatabaseSettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // An embedded database belongs to this process alone; a server may be shared.
    const age = this.database.url === undefined ? 0 : LONGEST_ANSWER;
    const count = await this.messages.interruptOrphans(new Date(Date.now() - age));
    if (count > 0) this.logger.warn({ count }, 'answers were marked as interrupted');
  }
}
