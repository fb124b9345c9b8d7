import { ApiProperty } from '@nestjs/swagger';
import { RecalledMemoryDto } from '../memory/index.js';
import type { MessageFailure, MessageRole, MessageStatus } from './message.entity.js';

/** Why an answer failed or broke off. */
export class MessageFailureDto implements MessageFailure {
  @ApiProperty({ example: 'model_unreachable' }) code!: string;
  @ApiProperty({ example: 'The model server does not answer. Your message is kept.' })
  message!: string;
  @ApiProperty({ description: 'Whether the same again may succeed.' }) retryable!: boolean;
}

/** One message, as programs see it. */
export class MessageDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid', type: String, nullable: true }) parentId!: string | null;
  @ApiProperty({ enum: ['user', 'assistant'] }) role!: MessageRole;
  @ApiProperty({ example: 'My dog is called Rex.' }) text!: string;
  @ApiProperty({ enum: ['complete', 'streaming', 'interrupted', 'stopped', 'failed'] })
  status!: MessageStatus;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'uuid', type: String, nullable: true }) requestId!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'llama3.2' }) model!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'stop' }) finishReason!: string | null;
  @ApiProperty({ type: MessageFailureDto, nullable: true }) error!: MessageFailureDto | null;
  @ApiProperty({ type: [String], example: [], description: 'What an answer had to do without.' })
  degraded!: readonly string[];
  @ApiProperty({ type: [RecalledMemoryDto], description: 'What an answer was given to go by.' })
  memories!: readonly RecalledMemoryDto[];
}

/** One page of a conversation: oldest first inside it, the first page is the newest. */
export class MessagePageDto {
  @ApiProperty({ type: [MessageDto] }) items!: readonly MessageDto[];
  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the page with older ones.' })
  nextCursor!: string | null;
}
