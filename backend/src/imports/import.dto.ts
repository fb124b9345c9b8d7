import { ApiProperty } from '@nestjs/swagger';
import type { ImportError } from './import.entity.js';
import type { LineFailure } from './line-failure.js';

/** A line that could not be taken, as programs see it. */
export class LineFailureDto implements LineFailure {
  @ApiProperty({ example: 17, description: 'Its number in the file, from 1.' }) line!: number;
  @ApiProperty({
    example: 'unknown_role',
    description:
      'One of line_too_long, invalid_utf8, invalid_json, validation_failed, unknown_role, invalid_date, date_in_future, empty_text, duplicate_id, not_taken.',
  })
  code!: string;
  @ApiProperty({ example: 'role must be "user" or "assistant".' }) message!: string;
}

/** Why an import failed as a whole. */
export class ImportErrorDto implements ImportError {
  @ApiProperty({ example: 'upload_cut', description: 'Or invalid_gzip, import_cancelled.' })
  code!: string;
  @ApiProperty({ example: 'The upload broke off. The whole lines that came in are kept.' })
  message!: string;
}

/** How an import stands, as programs see it. */
export class ImportDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({
    enum: ['importing', 'indexing', 'done', 'failed'],
    description:
      'importing: lines become messages, which are found by their words at once; indexing: until all are found by meaning, too; failed: see error, what had come in before is kept.',
  })
  state!: 'importing' | 'indexing' | 'done' | 'failed';
  @ApiProperty({ example: 1200, description: 'Lines received.' }) lines!: number;
  @ApiProperty({ example: 1200, description: 'Lines of these that are dealt with.' })
  taken!: number;
  @ApiProperty({ example: 1198, description: 'Lines that are messages now, or were already.' })
  messages!: number;
  @ApiProperty({ example: 1198, description: 'Messages of these that nothing has to be done for.' })
  indexed!: number;
  @ApiProperty({ example: 2, description: 'Lines that could not be taken.' }) failures!: number;
  @ApiProperty({ type: [LineFailureDto], description: 'The first 1,000 of them, by line.' })
  failed!: readonly LineFailureDto[];
  @ApiProperty({
    type: [String],
    example: ['Personal'],
    description: 'Names of the spaces that its messages went to.',
  })
  spaces!: readonly string[];
  @ApiProperty({
    example: 0,
    description: 'Messages that are longer than what is remembered of one (MEMORY_MAX_CHARS).',
  })
  shortened!: number;
  @ApiProperty({
    example: 0,
    description: 'Messages that are kept and not remembered, since MEMORIES_MAX was reached.',
  })
  unremembered!: number;
  @ApiProperty({
    type: [String],
    example: [],
    description: 'What it waits for: embedder, vectors, vectors_filling.',
  })
  degraded!: readonly string[];
  @ApiProperty({ type: ImportErrorDto, nullable: true }) error!: ImportErrorDto | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time' }) updatedAt!: string;
}

/** One page of imports, newest first. */
export class ImportPageDto {
  @ApiProperty({ type: [ImportDto] }) items!: readonly ImportDto[];
  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next page.' })
  nextCursor!: string | null;
}
