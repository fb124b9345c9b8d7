import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems, PageQueryDto } from '../shared/http/index.js';
import { DeadJobPageDto, RedriveDto, RedrivenDto } from './dead-jobs.dto.js';
import { DeadJobs } from './dead-jobs.js';

/** Page length when the request does not say one. */
const DEFAULT_LIMIT = 50;

/** Jobs that were given up, over HTTP. */
@ApiTags('jobs')
@Controller('api/jobs/dead')
export class DeadJobsController {
  constructor(private readonly dead: DeadJobs) {}

  /** List the jobs that were given up, oldest first, each with the reason of its last failure. */
  @Get()
  @ApiOkResponse({ type: DeadJobPageDto })
  @ApiProblems(400)
  async list(@Query() { limit = DEFAULT_LIMIT, cursor }: PageQueryDto): Promise<DeadJobPageDto> {
    const { items, nextCursor } = await this.dead.list(limit, cursor);
    return { items: items.map((job) => ({ ...job, at: job.at.toISOString() })), nextCursor };
  }

  /** Try jobs again that were given up: those named, or all. */
  @Post('redrive')
  @HttpCode(200)
  @ApiOkResponse({ type: RedrivenDto })
  @ApiProblems(400)
  async redrive(@Body() { ids }: RedriveDto): Promise<RedrivenDto> {
    return { redriven: await this.dead.redrive(ids) };
  }
}
