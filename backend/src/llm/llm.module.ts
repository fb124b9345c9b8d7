import { Module } from '@nestjs/common';
import { ModelChoice } from './model-choice.service.js';
import { ModelConnections } from './model-connections.service.js';

/** Which models answer, and how they are asked. */
@Module({ providers: [ModelChoice, ModelConnections], exports: [ModelChoice] })
export class LlmModule {}
