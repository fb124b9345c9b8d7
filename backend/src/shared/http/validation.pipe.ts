import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { DomainError } from '../domain-error.js';
import type { FieldFault } from './problem.dto.js';

/** Checks every body, query and path; a field that nobody knows is a fault too. */
export const validationPipe = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => {
      const faults = errors.flatMap((error) => toFaults(error));
      const detail = faults.map((fault) => fault.message).join('; ');
      return new DomainError('validation_failed', 400, detail, { extensions: { errors: faults } });
    },
  });

function toFaults(error: ValidationError, path = ''): FieldFault[] {
  const field = path + error.property;
  return [
    ...Object.values(error.constraints ?? {}).map((message) => ({ field, message })),
    ...(error.children ?? []).flatMap((child) => toFaults(child, `${field}.`)),
  ];
}
