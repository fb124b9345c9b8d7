import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Request } from 'express';
import { DomainError } from '../shared/index.js';
import { ApiProblems, IdParam, PageQueryDto } from '../shared/http/index.js';
import { CurrentUser } from '../users/index.js';
import { LINE_FORMAT, LINES_EXAMPLE, MEDIA_TYPE } from './import-format.js';
import { ImportDto, ImportPageDto } from './import.dto.js';
import { type ImportReport, ImportsService } from './imports.service.js';
import { ImportReceiver } from './receiving/import-receiver.js';

/** Imports over HTTP. */
@ApiTags('import')
@Controller('api/import')
export class ImportsController {
  constructor(
    private readonly receiver: ImportReceiver,
    private readonly imports: ImportsService,
  ) {}

  /**
   * Take in messages that were said elsewhere: a line of JSON each, in a file of any size. It is
   * answered once the file has been received; the work goes on behind it. The same file again adds
   * only what is missing: a message is known by its space, session and id.
   */
  @Post()
  @HttpCode(202)
  @ApiConsumes(MEDIA_TYPE)
  @ApiHeader({ name: 'Content-Encoding', required: false, description: 'gzip, or nothing.' })
  @ApiBody({ description: LINE_FORMAT, schema: { type: 'string', example: LINES_EXAMPLE } })
  @ApiAcceptedResponse({ type: ImportDto })
  @ApiProblems(400, 409, 415, 503)
  async start(@CurrentUser() userId: string, @Req() request: Request): Promise<ImportDto> {
    checkType(request);
    const id = await this.receiver.receive(userId, request);
    return toDto(await this.imports.get(userId, id));
  }

  /** List imports, newest first. */
  @Get()
  @ApiOkResponse({ type: ImportPageDto })
  @ApiProblems(400)
  async list(
    @CurrentUser() userId: string,
    @Query() { limit = 30, cursor }: PageQueryDto,
  ): Promise<ImportPageDto> {
    const page = await this.imports.list(userId, limit, cursor);
    return { items: page.items.map(toDto), nextCursor: page.nextCursor };
  }

  /** See how an import stands. */
  @Get(':id')
  @ApiOkResponse({ type: ImportDto })
  @ApiProblems(400, 404)
  async get(@CurrentUser() userId: string, @Param() { id }: IdParam): Promise<ImportDto> {
    return toDto(await this.imports.get(userId, id));
  }

  /** Cancel an import: what was taken in stays, the rest is not taken in. One that is over stays as it is. */
  @Delete(':id')
  @ApiOkResponse({ type: ImportDto })
  @ApiProblems(400, 404)
  async cancel(@CurrentUser() userId: string, @Param() { id }: IdParam): Promise<ImportDto> {
    return toDto(await this.imports.cancel(userId, id));
  }
}

/** @throws {DomainError} `unsupported_media_type`, `unsupported_encoding`. */
function checkType({ headers }: Request): void {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters
    .map((one) => /^\s*charset\s*=\s*"?([^"\s]+)/.exec(one)?.[1])
    .find(Boolean);
  if (type.trim() !== MEDIA_TYPE || (charset && !/^utf-?8$/.test(charset)))
    throw new DomainError(
      'unsupported_media_type',
      415,
      `An import is sent as ${MEDIA_TYPE}, a line of JSON for each message, in UTF-8.`,
    );
  if (!/^(x-gzip|gzip|identity|)$/i.test(headers['content-encoding']?.trim() ?? ''))
    throw new DomainError(
      'unsupported_encoding',
      415,
      'An import is sent as it is, or with Content-Encoding: gzip.',
    );
}

const toDto = ({ row, pending, failed, spaces }: ImportReport): ImportDto => ({
  id: row.id,
  state: row.state === 'receiving' ? 'importing' : row.state,
  lines: row.lines,
  taken: row.taken,
  messages: row.messages,
  indexed: Math.max(0, row.messages - pending),
  failures: row.failures,
  failed,
  spaces,
  shortened: row.shortened,
  unremembered: row.unremembered,
  degraded: row.degraded,
  error: row.error,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
