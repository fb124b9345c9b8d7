import { ApiProperty } from '@nestjs/swagger';
import type { InUse } from '../shared/index.js';

/** What serves one need, and why. */
export class InUseDto implements InUse {
  @ApiProperty({ example: 'embedded PostgreSQL (PGlite) in ./data' }) use!: string;
  @ApiProperty({ example: 'DATABASE_URL is not set' }) why!: string;
}

/** Which model answers. */
export class ModelInUseDto extends InUseDto {
  @ApiProperty({ enum: ['connected', 'recall-only'] }) mode!: 'connected' | 'recall-only';
  @ApiProperty({ type: String, nullable: true, example: 'llama3.2' }) name!: string | null;
}

/** What is in use. */
export class StatusDto {
  @ApiProperty({ example: '0.1.0' }) version!: string;
  @ApiProperty({ type: InUseDto }) database!: InUseDto;
  @ApiProperty({ type: InUseDto }) vectors!: InUseDto;
  @ApiProperty({ type: InUseDto }) embedder!: InUseDto;
  @ApiProperty({ type: ModelInUseDto }) model!: ModelInUseDto;
}
