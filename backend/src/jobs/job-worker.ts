import type { Job, JobResult } from 'pg-boss';
import type { JobBoss } from './job-boss.js';
import type { JobFailure, JobHandler, Queue } from './queue.js';

/** How many times the gathering of a queue lasts at most, however many hints come. */
const LONGEST_GATHERING = 4;

/** Does the jobs of one queue, and rests when it is told to. */
export class JobWorker<Data extends object> {
  private working: Promise<string> | undefined;
  private gathering: NodeJS.Timeout | undefined;
  private hintedAt: number | undefined;

  constructor(
    private readonly boss: JobBoss,
    private readonly queue: Queue,
    private readonly handler: JobHandler<Data>,
  ) {}

  /** Begins to look for jobs, unless it does so already or the process stops. */
  start(): void {
    if (this.boss.stopSignal.aborted) return;
    const { name, batch, polling } = this.queue;
    this.working ??= this.boss.work<Data>(
      name,
      {
        batchSize: batch,
        pollingIntervalSeconds: polling,
        burstWhenBatchFull: true,
        perJobResults: true,
      },
      (jobs) => this.run(jobs),
    );
  }

  /** Looks for no further jobs; may be called by the handler. What it has been given, it finishes. */
  rest(): void {
    const worker = this.working;
    this.working = undefined;
    void worker?.then((id) => this.boss.offWork(this.queue.name, { id, wait: false }));
  }

  /** Looks for jobs at once, or once no more of them have come for a while; that has an end, too. */
  wake(): void {
    const { gathering = 0 } = this.queue;
    if (gathering === 0) {
      this.look();
      return;
    }
    const now = performance.now();
    this.hintedAt ??= now;
    const left = this.hintedAt + LONGEST_GATHERING * gathering - now;
    clearTimeout(this.gathering);
    this.gathering = setTimeout(
      () => {
        this.hintedAt = undefined;
        this.look();
      },
      Math.min(gathering, Math.max(0, left)),
    ).unref();
  }

  private look(): void {
    void this.working?.then((id) => {
      this.boss.notifyWorker(id);
    });
  }

  private async run(jobs: readonly Job<Data>[]): Promise<JobResult[]> {
    const signals = jobs.map(({ signal }) => signal);
    const failures = await this.handler(
      jobs.map(({ id, data, retryCount }) => ({ id, data, attempt: retryCount + 1 })),
      AbortSignal.any([this.boss.stopSignal, ...signals]),
    );
    return jobs.map(({ id }) => toResult(id, failures.get(id)));
  }
}

function toResult(id: string, failure: JobFailure | undefined): JobResult {
  if (!failure) return { id, status: 'completed' };
  return {
    id,
    status: failure.giveUp ? 'deadletter' : 'failed',
    output: { reason: failure.reason },
  };
}
