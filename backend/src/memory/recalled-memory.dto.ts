import { ApiProperty } from '@nestjs/swagger';
import type { MemoryKind } from './memory.entity.js';
import type { MemorySource, RecalledMemory } from './recalled-memory.js';

/** A message that a memory comes from, as programs see it. */
export class MemorySourceDto implements MemorySource {
  @ApiProperty({ format: 'uuid' }) messageId!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Its id where it was imported from.' })
  externalId!: string | null;
  @ApiProperty({ format: 'uuid' }) sessionId!: string;
  @ApiProperty({ example: 'A dog called Rex' }) sessionTitle!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: "The conversation's id where it was imported from.",
  })
  sessionExternalId!: string | null;
  @ApiProperty({ enum: ['user', 'assistant'], enumName: 'MessageRole' })
  role!: MemorySource['role'];
}

/** Parts of a memory's score. */
export class RecallPartsDto {
  @ApiProperty({ example: 0.9, description: 'By its words.' }) lexical!: number;
  @ApiProperty({ example: 0.4, description: 'By its meaning.' }) meaning!: number;
  @ApiProperty({ example: 0.2, description: 'By what was said around it.' }) context!: number;
  @ApiProperty({ example: 0, description: 'For who said it.' }) speaker!: number;
  @ApiProperty({ example: 0, description: 'For when it was said.' }) time!: number;
  @ApiProperty({ example: 0, description: 'For being an instruction that holds from then on.' })
  standing!: number;
  @ApiProperty({ example: 0, description: 'For being said lately, where that was asked for.' })
  newest!: number;
}

/** A recalled memory, as programs see it. */
export class RecalledMemoryDto implements RecalledMemory {
  @ApiProperty({ format: 'uuid' }) memoryId!: string;
  @ApiProperty({ enum: ['turn'], enumName: 'MemoryKind' }) kind!: MemoryKind;
  @ApiProperty({ example: 'My dog is called Rex.' }) text!: string;
  @ApiProperty({ format: 'date-time', description: 'When it was said.' }) at!: string;
  @ApiProperty({ example: 1.21, description: 'Comparable within one recall only.' }) score!: number;
  @ApiProperty() parts!: RecallPartsDto;
  @ApiProperty({ example: 7, description: 'Tokens of the text.' }) tokens!: number;
  @ApiProperty({ type: String, nullable: true, description: 'Who said it, among people.' })
  speaker!: string | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description:
      'The memory with a later statement about the same thing, where that could be told.',
  })
  outdatedBy!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When that was said.',
  })
  outdatedAt!: string | null;
  @ApiProperty({ type: [MemorySourceDto] }) sources!: readonly MemorySourceDto[];
}
