import { Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { ModelChoice } from '../llm/index.js';
import { DomainError } from '../shared/index.js';
import { PATIENCE } from './patience.js';

/** Whether the model could answer. Without it the product still serves, so it is never `down`. */
@Injectable()
export class ModelHealth {
  constructor(
    private readonly models: ModelChoice,
    private readonly indicators: HealthIndicatorService,
  ) {}

  async check() {
    const indicator = this.indicators.check('model');
    const model = this.models.current();
    const { mode, name, use, why } = model.inUse;
    try {
      await model.check(AbortSignal.timeout(PATIENCE));
      return indicator.up({ mode, name, use, why });
    } catch (error) {
      // Away, wrong key and slow are all one here: the answers will say which.
      const code = error instanceof DomainError ? error.code : 'model_timeout';
      return indicator.degraded({ mode, name, use, code });
    }
  }
}
