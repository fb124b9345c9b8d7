import { Module } from '@nestjs/common';
import { ModelChoice } from './model-choice.service.js';

/** Which model answers, and how it is asked. */
@Module({ providers: [ModelChoice], exports: [ModelChoice] })
export class LlmModule {}
