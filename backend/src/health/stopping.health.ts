import { Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { Draining } from '../lifespan/index.js';

/** Whether the process stops: then nothing new may be sent to it. */
@Injectable()
export class StoppingHealth {
  constructor(
    private readonly draining: Draining,
    private readonly indicators: HealthIndicatorService,
  ) {}

  check() {
    const indicator = this.indicators.check('lifespan');
    return this.draining.isOn
      ? indicator.down({ message: 'the server is stopping' })
      : indicator.up();
  }
}
