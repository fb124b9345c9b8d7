import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RoleSettings } from '../config/index.js';
import { IndexingReport } from '../indexing/index.js';
import { JobCounts } from '../jobs/index.js';
import { StatusReportDto } from './status.dto.js';
import { StatusService } from './status.service.js';

/** What is in use, over HTTP. */
@ApiTags('status')
@Controller('api/status')
export class StatusController {
  constructor(
    private readonly service: StatusService,
    private readonly report: IndexingReport,
    private readonly jobs: JobCounts,
    private readonly settings: RoleSettings,
  ) {}

  /** Which database, vectors, embedder and model are in use, and why; how far the search by meaning is. */
  @Get()
  @ApiOkResponse({ type: StatusReportDto })
  async status(): Promise<StatusReportDto> {
    const [indexing, { oldest, ...numbers }] = await Promise.all([
      this.report.standing(),
      this.jobs.numbers(),
    ]);
    const { version, database, vectors, embedder, model } = this.service.status();
    return {
      version,
      database,
      vectors,
      embedder,
      model,
      role: this.settings.role,
      indexing,
      jobs: { ...numbers, oldest: oldest?.toISOString() ?? null },
    };
  }
}
