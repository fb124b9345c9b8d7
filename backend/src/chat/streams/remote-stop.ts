import { Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { AnswerStreams } from '../../messages/index.js';
import { DomainError, notFound } from '../../shared/index.js';
import { OrphanedAnswers } from './orphaned-answers.js';

/** Milliseconds between looks at whether the answer has ended. */
const LOOK = 50;
/** Milliseconds after which it is no longer waited for. */
const PATIENCE = 5_000;

/** Stops answers that another process makes. */
@Injectable()
export class RemoteStop {
  constructor(
    private readonly streams: AnswerStreams,
    private readonly orphans: OrphanedAnswers,
  ) {}

  /**
   * Comes back once the answer has ended; of one that had ended already nothing changes.
   * @throws {DomainError} `not_found`; `stop_unconfirmed` when the other process does not say so in time.
   */
  async stop(userId: string, answerId: string): Promise<void> {
    await this.streams.askToStop(userId, answerId);
    const deadline = performance.now() + PATIENCE;
    while (await this.isRunning(userId, answerId)) {
      if (performance.now() > deadline) throw unconfirmed();
      await delay(LOOK);
    }
  }

  private async isRunning(userId: string, answerId: string): Promise<boolean> {
    const stream = await this.streams.look(userId, answerId);
    if (!stream) throw notFound('stream');
    if (stream.answer.status !== 'streaming') return false;
    // Nobody is there who could stop it.
    return stream.isAlive || !(await this.orphans.mark());
  }
}

const unconfirmed = (): DomainError =>
  new DomainError(
    'stop_unconfirmed',
    503,
    'The process that makes this answer was asked to stop, and has not said that it did. Try again in a moment.',
  );
