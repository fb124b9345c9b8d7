import { Injectable, Logger } from '@nestjs/common';
import { BreakerRegistry } from '../resilience/index.js';

/** Writes a line when a breaker changes. */
@Injectable()
export class BreakerLog {
  private readonly logger = new Logger(BreakerLog.name);

  constructor(breakers: BreakerRegistry) {
    breakers.listen({
      stateChange: ({ name: breaker, state, since, failures, retryAt }, before) => {
        const line = { breaker, state, before, since, failures, retryAt };
        if (state === 'open') this.logger.warn(line, 'a breaker opened');
        else this.logger.log(line, 'a breaker changed');
      },
    });
  }
}
