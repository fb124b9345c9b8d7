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
    const texts = new Map(page.items.map((message) => [message.id, message.text]));
    const uses = page.items.map((message) =>
      (message.context?.memories ?? []).map((used) => ({
        ...used,
        question: texts.get(message.parentId ?? '') ?? '',
      })),
    );
    // All are read at once, and dealt out again in the same order.
    const memories = [...(await this.recall.again(userId, uses.flat()))];
    const items = page.items.map((message, index) =>
      toDto(message, memories.splice(0, uses[index]?.length ?? 0)),
    );
    return { items, nextCursor: page.nextCursor };
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

const toDto = (
  message: Message,
  memories: readonly (RecalledMemory | undefined)[],
): MessageDto => ({
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
  degraded: message.context?.degraded ?? [],
  memories: memories.filter((memory) => memory !== undefined),
});
