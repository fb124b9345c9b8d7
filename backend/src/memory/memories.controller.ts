import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../shared/http/index.js';
import { SpacesService } from '../spaces/index.js';
import { CurrentUser } from '../users/index.js';
import { MemoryRecall } from './memory-recall.js';
import { RecallRequestDto, RecollectionDto } from './recall-request.dto.js';

/** Memories returned when the request does not say how many. */
const DEFAULT_LIMIT = 20;

/** Memories over HTTP. */
@ApiTags('memories')
@Controller('api/memories')
export class MemoriesController {
  constructor(
    private readonly memories: MemoryRecall,
    private readonly spaces: SpacesService,
  ) {}

  /** What a turn would recall for a query, without asking a model. */
  @Post('recall')
  @HttpCode(200)
  @ApiOkResponse({ type: RecollectionDto })
  @ApiProblems(400, 404)
  async recall(
    @CurrentUser() userId: string,
    @Body() { query, space, limit, tokenBudget, at }: RecallRequestDto,
  ): Promise<RecollectionDto> {
    const { id: spaceId } = await this.spaces.find(userId, space);
    const { items, confidence, nothingFits, degraded, timings } = await this.memories.recall({
      userId,
      spaceId,
      text: query,
      limit: limit ?? DEFAULT_LIMIT,
      tokenBudget: tokenBudget ?? Infinity,
      at,
    });
    return { items, confidence, nothingFits, degraded, timings };
  }
}
