import { Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { IndexingReport } from '../indexing/index.js';
import { withinTime } from '../shared/index.js';
import { PATIENCE } from './patience.js';

/** Whether memories are found by meaning. Recall goes on by words without it: it is never `down`. */
@Injectable()
export class VectorsHealth {
  constructor(
    private readonly report: IndexingReport,
    private readonly indicators: HealthIndicatorService,
  ) {}

  async check() {
    const indicator = this.indicators.check('vectors');
    try {
      const standing = await withinTime(this.report.standing(), PATIENCE);
      const isWell = standing.state === 'ready' || standing.state === 'off';
      return isWell ? indicator.up({ ...standing }) : indicator.degraded({ ...standing });
    } catch {
      // Why is told by the database's own indicator.
      return indicator.degraded({ code: 'database_unreachable' });
    }
  }
}
