import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems, IdParam } from '../../shared/http/index.js';
import { CurrentUser } from '../../users/index.js';
import { ReceiptDto } from './receipt.dto.js';
import { ReceiptService } from './receipt.service.js';

/** Receipts over HTTP. */
@ApiTags('messages')
@Controller('api/messages')
export class ReceiptController {
  constructor(private readonly receipts: ReceiptService) {}

  /** What an answer was made from: all that the model was sent, what was left out, and why. */
  @Get(':id/receipt')
  @ApiOkResponse({ type: ReceiptDto })
  @ApiProblems(400, 404)
  receipt(@CurrentUser() userId: string, @Param() { id }: IdParam): Promise<ReceiptDto> {
    return this.receipts.of(userId, id);
  }
}
