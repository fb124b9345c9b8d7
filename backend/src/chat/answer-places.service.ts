import { Injectable } from '@nestjs/common';
import { AnswerPlacesSettings } from '../config/index.js';
import { Bulkhead, BulkheadFull } from '../resilience/index.js';
import { DomainError } from '../shared/index.js';
import { serverBusy } from './server-busy.js';

/** What a request that may need an answer made got: a place, or the reason why there was none. */
export interface AnswerPlace {
  /** To be called before anything is written for a new answer. @throws {DomainError} where there is no place. */
  claim(): void;
  leave(): void;
}

/** How many answers are made at once: what is too much is refused before it is accepted, so nothing is lost. */
@Injectable()
export class AnswerPlaces {
  private readonly bulkhead: Bulkhead;

  constructor(private readonly settings: AnswerPlacesSettings) {
    const { perUser: perOwner, running, waiting, waitMs } = settings;
    this.bulkhead = new Bulkhead({ perOwner, running, waiting, waitMs });
  }

  get running(): number {
    return this.bulkhead.running;
  }

  get waiting(): number {
    return this.bulkhead.waiting;
  }

  /** @throws {DomainError} `too_many_answers` or `server_busy` when one more would be refused at once. */
  check(userId: string): void {
    try {
      this.bulkhead.check(userId);
    } catch (cause) {
      throw this.refusal(cause);
    }
  }

  /** Takes a place, or waits for one. Without one the request may still be told an answer that there is. */
  async enter(userId: string): Promise<AnswerPlace> {
    try {
      return { claim: () => undefined, leave: await this.bulkhead.enter(userId) };
    } catch (cause) {
      const refusal = this.refusal(cause);
      const claim = () => {
        throw refusal;
      };
      return { claim, leave: () => undefined };
    }
  }

  /** Nobody waits any longer: there will be no place. */
  turnAwayWaiting(): void {
    this.bulkhead.turnAwayWaiting();
  }

  private refusal(cause: unknown): unknown {
    if (!(cause instanceof BulkheadFull)) return cause;
    const { perUser, waitMs } = this.settings;
    if (cause.why !== 'owner') return serverBusy(waitMs, cause);
    return new DomainError(
      'too_many_answers',
      429,
      `${perUser === 1 ? 'An answer of yours is' : `${perUser} answers of yours are`} being written already. Wait for one to end, or stop it.`,
      { cause, retryAfter: Math.ceil(waitMs / 1_000) },
    );
  }
}
