import { ApiProperty } from '@nestjs/swagger';
import { Name } from '../shared/http/index.js';

/** A space, as programs see it. */
export class SpaceDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'Work' }) name!: string;
  @ApiProperty({ description: 'Taken where a request names no space; cannot be deleted.' })
  isDefault!: boolean;
  @ApiProperty({ example: 12, description: 'Conversations in it.' }) sessions!: number;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

/** All spaces, the default one first, the others by name. */
export class SpaceListDto {
  @ApiProperty({ type: [SpaceDto] }) items!: readonly SpaceDto[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: all are listed.' })
  nextCursor!: string | null;
}

/** A space's name. */
export class NameSpaceDto {
  @ApiProperty({ minLength: 1, maxLength: 100, example: 'Work' })
  @Name(100)
  name!: string;
}
