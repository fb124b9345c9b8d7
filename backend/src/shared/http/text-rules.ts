import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, Length, ValidateBy } from 'class-validator';

const ofStrings = (change: (text: string) => string): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? change(value) : value));

/**
 * Takes only what PostgreSQL stores as it is: NUL characters are refused; half a surrogate pair, which
 * UTF-8 cannot carry, becomes the replacement character at once, so that the same text stays the same.
 */
export const StorableText = (): PropertyDecorator =>
  applyDecorators(
    ofStrings((text) => text.toWellFormed()),
    ValidateBy({
      name: 'storable',
      validator: {
        // What is no string is told so by another rule.
        validate: (value: unknown) => typeof value !== 'string' || !value.includes('\0'),
        defaultMessage: () =>
          '$property contains a NUL character, which cannot be stored; remove it and send again',
      },
    }),
  );

/** A name of 1 to `longest` characters, white space at both ends not counted. */
export const Name = (longest: number): PropertyDecorator =>
  applyDecorators(
    StorableText(),
    Length(1, longest),
    IsString(),
    ofStrings((text) => text.trim()),
  );
