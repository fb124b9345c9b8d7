import { ApiProperty } from '@nestjs/swagger';
import { RecallPartsDto, RecalledMemoryDto, RecallTimingsDto } from '../../memory/index.js';
import type { LeftOutOfAnswer, PromptTokens } from '../../messages/index.js';
import type { PromptMessage } from '../../llm/index.js';

const REASONS = [
  'repeated',
  'token_budget',
  'limit',
  'in_conversation',
  'nothing_fits',
  'question',
] as const satisfies readonly LeftOutOfAnswer['reason'][];

/** A memory on a receipt. */
export class ReceiptMemoryDto {
  @ApiProperty({ format: 'uuid' }) memoryId!: string;
  @ApiProperty({ example: 1.21, description: 'Comparable within one receipt only.' })
  score!: number;
  @ApiProperty() parts!: RecallPartsDto;
  @ApiProperty({
    type: RecalledMemoryDto,
    nullable: true,
    description: 'Null when it was forgotten since.',
  })
  memory!: RecalledMemoryDto | null;
}

/** A memory that came close and was left out. */
export class LeftOutMemoryDto extends ReceiptMemoryDto {
  @ApiProperty({ enum: REASONS, enumName: 'LeftOutReason' }) reason!: LeftOutOfAnswer['reason'];
}

/** One message of the prompt. */
export class PromptMessageDto implements PromptMessage {
  @ApiProperty({ enum: ['system', 'user', 'assistant'] }) role!: PromptMessage['role'];
  @ApiProperty() text!: string;
  @ApiProperty({ example: 412, description: 'Tokens by our own count.' }) tokens!: number;
}

/** Tokens of the parts of the prompt. */
export class PromptTokensDto implements PromptTokens {
  @ApiProperty({ example: 300 }) system!: number;
  @ApiProperty({ example: 1200 }) history!: number;
  @ApiProperty({ example: 400 }) memories!: number;
  @ApiProperty({ example: 20 }) message!: number;
}

/** Earlier messages of the conversation. */
export class ReceiptHistoryDto {
  @ApiProperty({ example: 12 }) sent!: number;
  @ApiProperty({ example: 0, description: 'For want of room.' }) leftOut!: number;
}

/** What an answer was made from. */
export class ReceiptDto {
  @ApiProperty({ format: 'uuid' }) messageId!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null: the answer is made of quotes.' })
  model!: string | null;
  @ApiProperty({ type: [String], example: [] }) degraded!: readonly string[];
  @ApiProperty({ type: Number, nullable: true, example: 0.87 }) confidence!: number | null;
  @ApiProperty({ description: 'Recall was too unsure, so that no memory was sent.' })
  nothingFits!: boolean;
  @ApiProperty({ type: RecallTimingsDto, nullable: true }) timings!: RecallTimingsDto | null;
  @ApiProperty({ type: [ReceiptMemoryDto], description: 'Those that were sent, best first.' })
  memories!: readonly ReceiptMemoryDto[];
  @ApiProperty({ type: [LeftOutMemoryDto] }) leftOut!: readonly LeftOutMemoryDto[];
  @ApiProperty() history!: ReceiptHistoryDto;
  @ApiProperty({ type: PromptTokensDto, nullable: true }) tokens!: PromptTokensDto | null;
  @ApiProperty({
    type: [PromptMessageDto],
    description: 'All that the model was sent; empty where no model was asked.',
  })
  prompt!: readonly PromptMessageDto[];
  @ApiProperty({
    description:
      'Whether the prompt is shown as it was. False when something in it was deleted since or reads otherwise, such as the title of a conversation, or the server was updated.',
  })
  exact!: boolean;
}
