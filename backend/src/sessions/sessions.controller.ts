import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems, IdParam } from '../shared/http/index.js';
import { CurrentUser } from '../users/index.js';
import {
  CreateSessionDto,
  SessionDto,
  SessionPageDto,
  SessionQueryDto,
  UpdateSessionDto,
} from './session.dto.js';
import { UNTITLED } from './session-title.js';
import { type SessionInSpace, SessionsService } from './sessions.service.js';

/** Conversations over HTTP. */
@ApiTags('sessions')
@Controller('api/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  /** Make a conversation. */
  @Post()
  @ApiCreatedResponse({ type: SessionDto })
  @ApiProblems(400)
  async create(@CurrentUser() userId: string, @Body() body: CreateSessionDto): Promise<SessionDto> {
    return toDto(await this.sessions.create(userId, body.title, body.space));
  }

  /** List conversations, newest first. */
  @Get()
  @ApiOkResponse({ type: SessionPageDto })
  @ApiProblems(400, 404)
  async list(
    @CurrentUser() userId: string,
    @Query() { limit = 30, cursor, space }: SessionQueryDto,
  ): Promise<SessionPageDto> {
    const page = await this.sessions.list(userId, { limit, cursor, space });
    return { items: page.items.map(toDto), nextCursor: page.nextCursor };
  }

  /** Look at one conversation. */
  @Get(':id')
  @ApiOkResponse({ type: SessionDto })
  @ApiProblems(400, 404)
  async get(@CurrentUser() userId: string, @Param() { id }: IdParam): Promise<SessionDto> {
    return toDto(await this.sessions.get(userId, id));
  }

  /** Rename a conversation, or move it to another space. */
  @Patch(':id')
  @ApiOkResponse({ type: SessionDto })
  @ApiProblems(400, 404)
  async update(
    @CurrentUser() userId: string,
    @Param() { id }: IdParam,
    @Body() { title, space }: UpdateSessionDto,
  ): Promise<SessionDto> {
    // First what may be refused.
    if (space !== undefined) await this.sessions.move(userId, id, space);
    if (title !== undefined) await this.sessions.rename(userId, id, title);
    return toDto(await this.sessions.get(userId, id));
  }

  /** Delete a conversation, with its messages and the memories that come from them. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  async delete(@CurrentUser() userId: string, @Param() { id }: IdParam): Promise<void> {
    await this.sessions.delete(userId, id);
  }
}

const toDto = (session: SessionInSpace): SessionDto => ({
  id: session.id,
  title: session.title ?? UNTITLED,
  space: session.spaceName,
  createdAt: session.createdAt.toISOString(),
  updatedAt: session.updatedAt.toISOString(),
});
