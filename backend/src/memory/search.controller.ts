import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../shared/http/index.js';
import { SpacesService } from '../spaces/index.js';
import { CurrentUser } from '../users/index.js';
import { MemoryRecall } from './memory-recall.js';
import { SearchQueryDto, SearchResultDto } from './search.dto.js';

/** Messages returned when the request does not say how many. */
const DEFAULT_LIMIT = 20;

/** Search over HTTP. */
@ApiTags('memories')
@Controller('api/search')
export class SearchController {
  constructor(
    private readonly memories: MemoryRecall,
    private readonly spaces: SpacesService,
  ) {}

  /**
   * Find what was said, by words and by meaning. What an assistant answered is found by the beginning of
   * the answer, and shown with the message that it answers.
   */
  @Get()
  @ApiOkResponse({ type: SearchResultDto })
  @ApiProblems(400, 404)
  async search(
    @CurrentUser() userId: string,
    @Query() { q: text, space, limit = DEFAULT_LIMIT }: SearchQueryDto,
  ): Promise<SearchResultDto> {
    const { id: spaceId } = await this.spaces.find(userId, space);
    const scope = { userId, spaceId };
    const asked = { ...scope, text, limit, tokenBudget: Infinity, isSearch: true };
    const { items, nothingFits, degraded } = await this.memories.recall(asked);
    return {
      items: items.flatMap(({ text, at, speaker, score, sources: [message] }) =>
        message ? [{ ...message, text, at, speaker, score }] : [],
      ),
      nothingFits,
      degraded,
    };
  }
}
