import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { RoleSettings } from '../config/index.js';
import { MessagesService } from '../messages/index.js';

/**
 * Marks, at start, the answers that a process was making when it died. One process answers for
 * a database, so whatever is still `streaming` when it starts is made by nobody.
 */
@Injectable()
export class OrphanedAnswers implements OnApplicationBootstrap {
  private readonly logger = new Logger(OrphanedAnswers.name);

  constructor(
    private readonly messages: MessagesService,
    private readonly settings: RoleSettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.role === 'worker') return;
    const count = await this.messages.interruptOrphans();
    if (count > 0) this.logger.warn({ count }, 'answers were marked as interrupted');
  }
}
