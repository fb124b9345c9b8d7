import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { Name, StorableText } from '../shared/http/index.js';
import { MemorySourceDto } from './recalled-memory.dto.js';

/** Longest query, in characters: it has to fit an address. */
const LONGEST_QUERY = 1_000;

/** What to search for. */
export class SearchQueryDto {
  @ApiProperty({ example: 'my dog', minLength: 1, maxLength: LONGEST_QUERY })
  @IsString()
  @Matches(/\S/, { message: 'q must not be empty' })
  @MaxLength(LONGEST_QUERY)
  @StorableText()
  q!: string;

  @ApiPropertyOptional({ example: 'Work', description: 'Left out: the default space.' })
  @IsOptional()
  @Name(100)
  space?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 20 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

/** A message that was found. */
export class FoundMessageDto extends MemorySourceDto {
  @ApiProperty({
    example: 'My dog is called Rex.',
    description: 'The part of it that speaks to the query, with the answer where it needs that.',
  })
  text!: string;
  @ApiProperty({ format: 'date-time', description: 'When it was said.' }) at!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Who said it, among people.' })
  speaker!: string | null;
  @ApiProperty({ example: 1.21, description: 'Comparable within one search only.' }) score!: number;
}

/** What a search found. */
export class SearchResultDto {
  @ApiProperty({ type: [FoundMessageDto], description: 'Best first.' })
  items!: readonly FoundMessageDto[];
  @ApiProperty({ description: 'So unsure that these are only what comes closest.' })
  nothingFits!: boolean;
  @ApiProperty({ type: [String], example: [], description: 'What the search had to do without.' })
  degraded!: readonly string[];
}
