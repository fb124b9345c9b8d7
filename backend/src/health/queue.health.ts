import { Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { JobCounts } from '../jobs/index.js';
import { withinTime } from '../shared/index.js';
import { PATIENCE } from './patience.js';

/** Seconds that a job may be old before somebody should look. */
const LATE = 60;

/** Whether the jobs behind the requests are done in time. Requests go on without them: it is never `down`. */
@Injectable()
export class QueueHealth {
  constructor(
    private readonly jobs: JobCounts,
    private readonly indicators: HealthIndicatorService,
  ) {}

  async check() {
    const indicator = this.indicators.check('queue');
    try {
      const { oldest, ...numbers } = await withinTime(this.jobs.numbers(), PATIENCE);
      const oldestSeconds = oldest ? Math.round((Date.now() - oldest.getTime()) / 1_000) : 0;
      const report = { ...numbers, oldestSeconds };
      if (numbers.dead > 0) return indicator.degraded({ ...report, code: 'jobs_dead' });
      return oldestSeconds > LATE
        ? indicator.degraded({ ...report, code: 'jobs_late' })
        : indicator.up(report);
    } catch {
      // Why is told by the database's own indicator.
      return indicator.degraded({ code: 'database_unreachable' });
    }
  }
}
