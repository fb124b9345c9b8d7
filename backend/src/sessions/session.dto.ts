import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, ValidateIf } from 'class-validator';
import { Name, PageQueryDto } from '../shared/http/index.js';

/** A conversation, as programs see it. */
export class SessionDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'A dog called Rex' }) title!: string;
  @ApiProperty({ example: 'Personal', description: 'Name of its space.' }) space!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time' }) updatedAt!: string;
}

/** One page of conversations, newest first. */
export class SessionPageDto {
  @ApiProperty({ type: [SessionDto] }) items!: readonly SessionDto[];
  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next page.' })
  nextCursor!: string | null;
}

/** What a new conversation may be given. */
export class CreateSessionDto {
  @ApiPropertyOptional({ minLength: 1, maxLength: 200, example: 'Plans for the garden' })
  @IsOptional()
  @Name(200)
  title?: string;

  @ApiPropertyOptional({
    minLength: 1,
    maxLength: 100,
    example: 'Work',
    description: 'Name of a space, made when it does not exist; left out: the default space.',
  })
  @IsOptional()
  @Name(100)
  space?: string;
}

/** What can be changed of a conversation: one of them at least. */
export class UpdateSessionDto {
  @ApiPropertyOptional({ minLength: 1, maxLength: 200, example: 'Plans for the garden' })
  @ValidateIf(({ title, space }: UpdateSessionDto) => title !== undefined || space === undefined)
  @Name(200)
  title?: string;

  @ApiPropertyOptional({
    minLength: 1,
    maxLength: 100,
    example: 'Work',
    description:
      'Name of the space that it moves to with all that is remembered from it; made when it does not exist.',
  })
  @ValidateIf(({ space }: UpdateSessionDto) => space !== undefined)
  @Name(100)
  space?: string;
}

/** Which conversations are wanted. */
export class SessionQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ example: 'Work', description: 'Only those of this space.' })
  @IsOptional()
  @Name(100)
  space?: string;
}
