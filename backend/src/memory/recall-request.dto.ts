import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { Instant, Name, StorableText } from '../shared/http/index.js';
import type { Recollection } from './recalled-memory.js';
import { RecalledMemoryDto } from './recalled-memory.dto.js';

/** Longest query, in characters: as long as a message may be by default. */
const LONGEST_QUERY = 20_000;

/** What to recall. */
export class RecallRequestDto {
  @ApiProperty({ example: 'What is my dog called?', minLength: 1, maxLength: LONGEST_QUERY })
  @IsString()
  @Matches(/\S/, { message: 'query must not be empty' })
  @MaxLength(LONGEST_QUERY)
  @StorableText()
  query!: string;

  @ApiPropertyOptional({ example: 'Work', description: 'Left out: the default space.' })
  @IsOptional()
  @Name(100)
  space?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 20 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 100_000,
    description: 'Tokens that all texts together may have; left out: no limit.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100_000)
  tokenBudget?: number;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description:
      'When it is asked, which is what "yesterday" means. Without a zone, in UTC. Left out: now.',
  })
  @IsOptional()
  @Instant()
  at?: Date;
}

/** How long the parts of a recall took, in milliseconds. */
export class RecallTimingsDto {
  @ApiProperty({
    example: 11.2,
    description: "The query's embedding; searches by words run meanwhile.",
  })
  embedMs!: number;
  @ApiProperty({ example: 4.1 }) searchMs!: number;
  @ApiProperty({ example: 1.3 }) rankMs!: number;
  @ApiProperty({ example: 16.8 }) totalMs!: number;
}

/** What a turn would recall. */
export class RecollectionDto implements Omit<Recollection, 'leftOut'> {
  @ApiProperty({ type: [RecalledMemoryDto], description: 'Best first.' })
  items!: readonly RecalledMemoryDto[];
  @ApiProperty({ example: 0.87, description: 'In [0, 1]: how sure it is that anything here fits.' })
  confidence!: number;
  @ApiProperty({ description: 'So unsure that a turn would use none of the items.' })
  nothingFits!: boolean;
  @ApiProperty({ type: [String], example: [], description: 'What recall had to do without.' })
  degraded!: readonly string[];
  @ApiProperty() timings!: RecallTimingsDto;
}
