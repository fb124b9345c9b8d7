import { Module } from '@nestjs/common';
import { ChatModule } from '../chat/index.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.service.js';

/** What a monitoring system reads. */
@Module({ imports: [ChatModule], controllers: [MetricsController], providers: [Metrics] })
export class MetricsModule {}
