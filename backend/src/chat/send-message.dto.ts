import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches } from 'class-validator';
import { RecalledMemoryDto } from '../memory/index.js';
import { Name, StorableText, Uuid } from '../shared/http/index.js';

/** Somebody's message to a conversation. */
export class SendMessageDto {
  @ApiProperty({ example: 'What is my dog called?' })
  @IsString()
  @Matches(/\S/, { message: 'text must not be empty' })
  @StorableText()
  text!: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description:
      'Made by the client. The same again never doubles the turn; a failed one is tried again.',
  })
  @IsOptional()
  @Uuid()
  requestId?: string;
}

/** The simplest way in: a message, and perhaps where it belongs. */
export class ChatDto {
  @ApiProperty({ example: 'What is my dog called?' })
  @IsString()
  @Matches(/\S/, { message: 'message must not be empty' })
  @StorableText()
  message!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Left out: a new conversation.' })
  @IsOptional()
  @Uuid()
  sessionId?: string;

  @ApiPropertyOptional({ example: 'Work', description: 'Space of a new conversation.' })
  @IsOptional()
  @Name(100)
  space?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The same again never doubles the turn.' })
  @IsOptional()
  @Uuid()
  requestId?: string;
}

/** One whole answer. */
export class ChatAnswerDto {
  @ApiProperty({ format: 'uuid' }) sessionId!: string;
  @ApiProperty({ format: 'uuid', description: 'Id of the answer.' }) messageId!: string;
  @ApiProperty({ example: 'Your dog is called Rex; you told me in May.' }) answer!: string;
  @ApiProperty({ type: String, nullable: true, example: 'llama3.2' }) model!: string | null;
  @ApiProperty({ type: [RecalledMemoryDto] }) memories!: readonly RecalledMemoryDto[];
  @ApiProperty({ type: [String], example: [], description: 'What it had to do without.' })
  degraded!: readonly string[];
}
