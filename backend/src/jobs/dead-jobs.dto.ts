import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, IsUUID } from 'class-validator';

/** A job that was given up, as programs see it. */
export class DeadJobDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'index', description: 'The queue that it was in.' }) queue!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { memoryIds: ['019a8f6e-6f0c-7cc0-8000-2f1d9a4c1b7e'] },
    description: 'What it was about: ids.',
  })
  data!: object;
  @ApiProperty({ example: 5 }) attempts!: number;
  @ApiProperty({ description: 'Why its last attempt failed.' }) reason!: string;
  @ApiProperty({ format: 'date-time', description: 'When it was given up.' }) at!: string;
}

/** One page of jobs that were given up, oldest first. */
export class DeadJobPageDto {
  @ApiProperty({ type: [DeadJobDto] }) items!: readonly DeadJobDto[];
  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next page.' })
  nextCursor!: string | null;
}

/** Which jobs are to be tried again. */
export class RedriveDto {
  @ApiPropertyOptional({ minItems: 1, maxItems: 1000, description: 'Left out: all.' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsUUID(undefined, { each: true })
  ids?: string[];
}

/** How many jobs are tried again. */
export class RedrivenDto {
  @ApiProperty({ example: 3 }) redriven!: number;
}
