import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { TURN_ENDED, type TurnEnded } from '../chat/index.js';

/** Writes a log line for each turn: how it ended and how long it took, not what was said. */
@Injectable()
export class TurnLog {
  private readonly logger = new Logger(TurnLog.name);

  @OnEvent(TURN_ENDED)
  log({ turn, status, failure, milliseconds }: TurnEnded): void {
    const line = { messageId: turn.answerId, status, code: failure?.code, milliseconds };
    if (failure) this.logger.warn(line, 'turn ended');
    else this.logger.log(line, 'turn ended');
  }
}
