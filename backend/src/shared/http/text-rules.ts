import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { NotContains } from 'class-validator';

const ofStrings = (change: (text: string) => string): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? change(value) : value));

/**
 * Takes only what PostgreSQL stores as it is: NUL characters are refused; half a surrogate pair, which
 * UTF-8 cannot carry, becomes the replacement character at once, so that the same text stays the same.
 */
export const StorableText = (): PropertyDecorator =>
  applyDecorators(
    ofStrings((text) => text.toWellFormed()),
    NotContains('\0', {
      message:
        '$property contains a NUL character, which cannot be stored; remove it and send again',
    }),
  );

/** Takes white space away from both ends of a string before it is validated. */
export const Trimmed = (): PropertyDecorator => ofStrings((text) => text.trim());
