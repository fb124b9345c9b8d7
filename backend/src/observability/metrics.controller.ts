import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Metrics } from './metrics.service.js';

/** Numbers for Prometheus over HTTP. */
@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** Numbers of this process in Prometheus' text format: breakers, calls, answers, turns, memory. */
  @Get()
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async read(@Res() response: Response): Promise<void> {
    const { type, text } = await this.metrics.read();
    response.type(type).send(text);
  }
}
