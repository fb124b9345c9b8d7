import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { StatusDto } from './status.dto.js';
import { StatusService } from './status.service.js';

/** What is in use, over HTTP. */
@ApiTags('status')
@Controller('api/status')
export class StatusController {
  constructor(private readonly service: StatusService) {}

  /** Which database, vectors, embedder and model are in use, and why. */
  @Get()
  @ApiOkResponse({ type: StatusDto })
  status(): StatusDto {
    return this.service.status();
  }
}
