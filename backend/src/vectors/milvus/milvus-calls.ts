import type { DependencyLimits } from '../../config/index.js';
import { CircuitOpen, GuardedCalls } from '../../resilience/index.js';
import { MilvusUnavailable } from './milvus-unavailable.js';

/** These faults mean the server, not the request. */
const LOSSES: ReadonlySet<string> = new Set(['milvus_unreachable', 'milvus_timeout']);

/** The caller had no time left, which says nothing of the server. */
class Hurried extends Error {
  override readonly name = 'Hurried';
}

/** Guards the requests to Milvus. */
export class MilvusCalls extends GuardedCalls {
  constructor(
    name: string,
    { failMax, parallel, resetTimeout }: Omit<DependencyLimits, 'requestMs'>,
  ) {
    super(name, {
      failMax,
      parallel,
      resetTimeout: () => resetTimeout,
      counts: (cause) => cause instanceof MilvusUnavailable && LOSSES.has(cause.code),
    });
  }

  /**
   * Makes a request, unless Milvus is left alone.
   * @throws {MilvusUnavailable}
   */
  async ask<T>(request: () => Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      return await this.run(async () => {
        try {
          return await request();
        } catch (cause) {
          throw signal.aborted ? new Hurried('no time left', { cause }) : cause;
        }
      });
    } catch (error) {
      if (error instanceof Hurried) throw error.cause;
      throw error instanceof CircuitOpen ? this.resting(error) : error;
    }
  }

  private resting(cause: CircuitOpen): MilvusUnavailable {
    const { failure } = this;
    if (failure instanceof MilvusUnavailable && !cause.report.held) return failure;
    return new MilvusUnavailable('milvus_unreachable', 'Milvus is held back by an administrator', {
      cause,
    });
  }
}
