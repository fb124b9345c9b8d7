import { Controller, Get, UseFilters } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { HealthCheck, type HealthCheckResult, HealthCheckService } from '@nestjs/terminus';
import { BreakersHealth } from './breakers.health.js';
import { DatabaseHealth } from './database.health.js';
import { EmbedderHealth } from './embedder.health.js';
import { HealthReportFilter } from './health-report.filter.js';
import { MilvusHealth } from './milvus.health.js';
import { ModelHealth } from './model.health.js';
import { QueueHealth } from './queue.health.js';
import { StoppingHealth } from './stopping.health.js';
import { VectorsHealth } from './vectors.health.js';

/** How the product is, for orchestrators and people. */
@ApiTags('health')
@Controller('health')
@UseFilters(HealthReportFilter)
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly stopping: StoppingHealth,
    private readonly database: DatabaseHealth,
    private readonly milvus: MilvusHealth,
    private readonly embedder: EmbedderHealth,
    private readonly model: ModelHealth,
    private readonly vectors: VectorsHealth,
    private readonly queue: QueueHealth,
    private readonly breakers: BreakersHealth,
  ) {}

  /** Whether the process is alive: the event loop answers, and nothing else is asked. */
  @Get('live')
  @HealthCheck()
  live(): HealthCheckResult {
    // Not by way of Terminus, which says no while the process stops: it must not be killed for that.
    return { status: 'ok', info: {}, error: {}, details: {} };
  }

  /** Whether requests can be served: database, migrations, and not stopping. */
  @Get('ready')
  @HealthCheck()
  ready() {
    return this.health.check([
      () => this.stopping.check(),
      () => this.database.answers(),
      () => this.database.isMigrated(),
    ]);
  }

  /** Everything in detail; what is missing but not needed is `degraded`. */
  @Get()
  @HealthCheck()
  detail() {
    return this.health.check([
      () => this.database.answers(),
      () => this.database.isMigrated(),
      () => this.milvus.check(),
      () => this.embedder.check(),
      () => this.model.check(),
      () => this.vectors.check(),
      () => this.queue.check(),
      () => this.breakers.check(),
    ]);
  }
}
