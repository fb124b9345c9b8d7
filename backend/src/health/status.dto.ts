import { ApiProperty } from '@nestjs/swagger';
import type { RoleSettings } from '../config/index.js';
import type { IndexingStanding, Reconciled } from '../indexing/index.js';
import type { JobNumbers } from '../jobs/index.js';
import type { StandIn } from '../llm/index.js';
import type { InUse } from '../shared/index.js';

/** What serves one need, and why. */
export class InUseDto implements InUse {
  @ApiProperty({ example: 'embedded PostgreSQL (PGlite) in ./data' }) use!: string;
  @ApiProperty({ example: 'DATABASE_URL is not set' }) why!: string;
}

/** Who answers in the place of the model. */
export class StandInDto implements StandIn {
  @ApiProperty({ enum: ['fallback', 'memory'] }) answers!: StandIn['answers'];
  @ApiProperty({ example: 'Llama3.2 at http://127.0.0.1:11434/v1 failed 5 times in a row.' })
  why!: string;
}

/** Which model answers. */
export class ModelInUseDto extends InUseDto {
  @ApiProperty({ enum: ['connected', 'recall-only'] }) mode!: 'connected' | 'recall-only';
  @ApiProperty({ type: String, nullable: true, example: 'llama3.2' }) name!: string | null;
  @ApiProperty({
    type: StandInDto,
    nullable: true,
    description: 'Who answers while it is left alone, or where only a fallback is configured.',
  })
  standIn!: StandInDto | null;
}

/** What the last comparison of memories and vectors found and mended. */
export class ReconciledDto implements Reconciled {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ example: 180 }) tookMs!: number;
  @ApiProperty({ example: 1200, description: 'Vectors that there were.' }) vectors!: number;
  @ApiProperty({ description: 'Memories that had no vector and have one now.' }) missing!: number;
  @ApiProperty({ description: 'Vectors that should have been there and were not.' }) lost!: number;
  @ApiProperty({ description: 'Vectors whose memory is gone.' }) orphaned!: number;
  @ApiProperty({ description: 'Vectors that named another user.' }) foreign!: number;
  @ApiProperty({ description: 'Vectors that named another place.' }) misplaced!: number;
  @ApiProperty({ description: 'Memories that the embedder refuses.' }) refused!: number;
  @ApiProperty({ description: 'Vectors of models that are not in use any more.' })
  wrongModel!: number;
}

/** How far the search by meaning is. */
export class IndexingDto implements IndexingStanding {
  @ApiProperty({ enum: ['off', 'waiting', 'filling', 'ready'], enumName: 'IndexingState' })
  state!: IndexingStanding['state'];
  @ApiProperty({ example: 'Memories are found by meaning, too.' }) words!: string;
  @ApiProperty({ type: String, nullable: true, example: 'embedder_unreachable' })
  code!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'universal-sentence-encoder-lite' })
  model!: string | null;
  @ApiProperty({ example: 1200, description: 'Memories with a vector, as was counted last.' })
  done!: number;
  @ApiProperty({ example: 1200 }) total!: number;
  @ApiProperty({ type: ReconciledDto, nullable: true }) reconciliation!: ReconciledDto | null;
}

/** Jobs behind the requests. */
export class JobsDto implements Omit<JobNumbers, 'oldest'> {
  @ApiProperty({ example: 0, description: 'Not begun, or to be tried again.' }) waiting!: number;
  @ApiProperty({ example: 0 }) running!: number;
  @ApiProperty({ example: 0, description: 'Given up: see GET /api/jobs/dead.' }) dead!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  oldest!: string | null;
}

/** What is in use. */
export class StatusDto {
  @ApiProperty({ example: '0.1.0' }) version!: string;
  @ApiProperty({ type: InUseDto }) database!: InUseDto;
  @ApiProperty({ type: InUseDto }) vectors!: InUseDto;
  @ApiProperty({ type: InUseDto }) embedder!: InUseDto;
  @ApiProperty({ type: ModelInUseDto }) model!: ModelInUseDto;
}

/** What is in use, and how the work behind the requests gets on. */
export class StatusReportDto extends StatusDto {
  @ApiProperty({ enum: ['all', 'api', 'worker'], enumName: 'Role' }) role!: RoleSettings['role'];
  @ApiProperty({ type: IndexingDto }) indexing!: IndexingDto;
  @ApiProperty({ type: JobsDto }) jobs!: JobsDto;
}
