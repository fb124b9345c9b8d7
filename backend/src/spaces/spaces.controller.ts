import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems, IdParam } from '../shared/http/index.js';
import { CurrentUser } from '../users/index.js';
import { NameSpaceDto, SpaceDto, SpaceListDto } from './space.dto.js';
import { type CountedSpace, SpacesService } from './spaces.service.js';

/** Spaces over HTTP. */
@ApiTags('spaces')
@Controller('api/spaces')
export class SpacesController {
  constructor(private readonly spaces: SpacesService) {}

  /** List all spaces, the default one first. */
  @Get()
  @ApiOkResponse({ type: SpaceListDto })
  async list(@CurrentUser() userId: string): Promise<SpaceListDto> {
    return { items: (await this.spaces.list(userId)).map(toDto), nextCursor: null };
  }

  /** Make a space. */
  @Post()
  @ApiCreatedResponse({ type: SpaceDto })
  @ApiProblems(400, 409)
  async create(@CurrentUser() userId: string, @Body() { name }: NameSpaceDto): Promise<SpaceDto> {
    return toDto(await this.spaces.create(userId, name));
  }

  /** Rename a space. */
  @Patch(':id')
  @ApiOkResponse({ type: SpaceDto })
  @ApiProblems(400, 404, 409)
  async rename(
    @CurrentUser() userId: string,
    @Param() { id }: IdParam,
    @Body() { name }: NameSpaceDto,
  ): Promise<SpaceDto> {
    return toDto(await this.spaces.rename(userId, id, name));
  }

  /** Delete a space, with its conversations and all that is remembered from them. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  async delete(@CurrentUser() userId: string, @Param() { id }: IdParam): Promise<void> {
    await this.spaces.delete(userId, id);
  }
}

const toDto = ({ id, name, isDefault, sessions, createdAt }: CountedSpace): SpaceDto => ({
  id,
  name,
  isDefault,
  sessions,
  createdAt: createdAt.toISOString(),
});
