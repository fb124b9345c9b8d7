import { Transform } from 'class-transformer';
import { NotContains, type ValidationOptions } from 'class-validator';

/** Refuses NUL characters, which PostgreSQL cannot store in text. */
export const StorableText = (options?: ValidationOptions): PropertyDecorator =>
  NotContains('\0', {
    message: '$property contains a NUL character, which cannot be stored; remove it and send again',
    ...options,
  });

/** Takes white space away from both ends of a string before it is validated. */
export const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
