import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { MemoryRecall, type RecalledMemory } from '../memory/index.js';
import { ApiProblems, IdParam, PageQueryDto } from '../shared/http/index.js';
import { CurrentUser } from '../users/index.js';
import { type MessageDto, MessagePageDto } from './message.dto.js';
import type { Message } from './message.entity.js';
import { MessagesService } from './messages.service.js';

/** What was said, over HTTP. */
@ApiTags('messages')
@Controller('api/sessions/:id/messages')
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly recall: MemoryRecall,
  ) {}

  /** Read a conversation, the newest page first. */
  @Get()
  @ApiOkResponse({ type: MessagePageDto })
  @ApiProblems(400, 404)
  async history(
    @CurrentUser() userId: string,
    @Param() { id }: IdParam,
    @Query() { limit = 50, cursor }: PageQueryDto,
  ): Promise<MessagePageDto> {
    const page = await this.messages.history(userId, id, limit, cursor);
    const refs = page.items.flatMap((message) => message.context?.memories ?? []);
    const memories = await this.recall.byIds(userId, refs);
    return {
      items: page.items.map((message) => toDto(message, memories)),
      nextCursor: page.nextCursor,
    };
  }

  /** Clear a conversation: its messages go, and the memories that come from them. */
  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  async clear(@CurrentUser() userId: string, @Param() { id }: IdParam): Promise<void> {
    await this.messages.clear(userId, id);
  }
}

const toDto = (message: Message, memories: ReadonlyMap<string, RecalledMemory>): MessageDto => ({
  id: message.id,
  parentId: message.parentId,
  role: message.role,
  text: message.text,
  status: message.status,
  createdAt: message.createdAt.toISOString(),
  requestId: message.requestId,
  model: message.model,
  finishReason: message.finishReason,
  error: message.failure,
  memories: (message.context?.memories ?? []).flatMap((ref) => {
    const memory = memories.get(ref.memoryId);
    // Its score is that of the answer at hand; several answers may have gone by the same memory.
    return memory ? { ...memory, score: ref.score, tokens: ref.tokens } : [];
  }),
});
