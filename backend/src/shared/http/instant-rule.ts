import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { instant } from '../instant.js';

/** A time as `instant` reads it, which comes in as a `Date`; anything else is a fault. */
export const Instant = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (instant(value) ?? value) : value,
    ),
    ValidateBy({
      name: 'instant',
      validator: {
        // JSON has no dates: what is one has been read above.
        validate: (value: unknown) => value instanceof Date,
        defaultMessage: () =>
          '$property must be a time such as "2025-03-31T18:05:00Z", in the years 1 to 9999',
      },
    }),
  );
