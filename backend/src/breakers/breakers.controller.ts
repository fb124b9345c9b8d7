import {
  applyDecorators,
  Body,
  Controller,
  Get,
  HttpCode,
  Logger,
  Post,
  UseGuards,
} from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Breaker, BreakerRegistry } from '../resilience/index.js';
import { notFound } from '../shared/index.js';
import { ApiProblems } from '../shared/http/index.js';
import { AdministratorGuard } from '../users/index.js';
import { BreakerDto, BreakerListDto, BreakerNameDto, toBreakerDto } from './breaker.dto.js';

/** For an administrator alone; answers how the breaker then stands. */
const SetsBreaker = (): MethodDecorator =>
  applyDecorators(
    HttpCode(200),
    ApiOkResponse({ type: BreakerDto }),
    UseGuards(AdministratorGuard),
    ApiBearerAuth(),
    ApiProblems(400, 403, 404),
  );

/** Breakers over HTTP: everybody sees them, an administrator opens and closes them. */
@ApiTags('breakers')
@Controller('api/breakers')
export class BreakersController {
  private readonly logger = new Logger(BreakersController.name);

  constructor(private readonly breakers: BreakerRegistry) {}

  /** List what is protected by a breaker in this process, and how each stands. */
  @Get()
  @ApiOkResponse({ type: BreakerListDto })
  list(): BreakerListDto {
    return { items: this.breakers.reports().map(toBreakerDto) };
  }

  /** Hold a breaker open: no call is made until it is closed. */
  @Post('open')
  @SetsBreaker()
  open(@Body() { name }: BreakerNameDto): BreakerDto {
    const breaker = this.find(name);
    breaker.open();
    this.logger.warn({ breaker: name }, 'a breaker is held open by hand');
    return toBreakerDto(breaker.report());
  }

  /** Close a breaker: calls are made again, and failures counted from nought. */
  @Post('close')
  @SetsBreaker()
  close(@Body() { name }: BreakerNameDto): BreakerDto {
    const breaker = this.find(name);
    breaker.close();
    this.logger.log({ breaker: name }, 'a breaker is closed by hand');
    return toBreakerDto(breaker.report());
  }

  private find(name: string): Breaker {
    const found = this.breakers.find(name);
    if (!found) throw notFound('breaker');
    return found;
  }
}
