import { Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { toBreakerDto } from '../breakers/index.js';
import { BreakerRegistry } from '../resilience/index.js';

/** Whether anything is left alone since it keeps failing. There is a way without each, so it is never `down`. */
@Injectable()
export class BreakersHealth {
  constructor(
    private readonly breakers: BreakerRegistry,
    private readonly indicators: HealthIndicatorService,
  ) {}

  check() {
    const indicator = this.indicators.check('breakers');
    const all = this.breakers.reports().map(toBreakerDto);
    const {
      open = [],
      closed = [],
      'half-open': halfOpen = [],
    } = Object.groupBy(all, ({ state }) => state);
    const standing = { open, halfOpen, closed };
    return open.length === 0
      ? indicator.up(standing)
      : indicator.degraded({ ...standing, code: 'circuit_open' });
  }
}
