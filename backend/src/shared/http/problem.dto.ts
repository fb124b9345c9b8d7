import { applyDecorators } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiProperty,
  ApiPropertyOptional,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';

/** A field that did not pass. */
export class FieldFault {
  @ApiProperty({ example: 'title' }) field!: string;
  @ApiProperty({ example: 'title must be longer than or equal to 1 characters' }) message!: string;
}

/** What every failed call answers, as `application/problem+json` (RFC 9457). */
export class Problem {
  @ApiProperty({ example: 'about:blank' }) type!: string;
  @ApiProperty({ example: 'Not Found' }) title!: string;
  @ApiProperty({ example: 404 }) status!: number;
  @ApiProperty({ example: 'not_found', description: 'Stable name of the failure.' }) code!: string;
  @ApiProperty({ example: 'There is no conversation with that id. It may have been deleted.' })
  detail!: string;
  @ApiPropertyOptional({ description: 'Finds the request in the log.' }) requestId?: string;
  @ApiPropertyOptional({ type: [FieldFault] }) errors?: readonly FieldFault[];
}

/** Documents the failures of a call. */
export const ApiProblems = (...statuses: readonly number[]): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(Problem),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: MEANING[status] ?? 'Failure.',
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } },
      }),
    ),
  );

const MEANING: Readonly<Record<number, string>> = {
  400: 'The request is malformed; `errors` names the fields.',
  403: 'Whoever asks may not do that.',
  404: 'There is nothing of that id.',
  409: 'The request contradicts an earlier one.',
  413: 'The message is too long.',
  415: 'The body is of a type, or in an encoding, that is not taken.',
  429: 'The model asks to slow down, or too many answers are being made for the same user.',
  502: 'The model failed; the message is kept.',
  503: 'Something that is needed is not there, or the server is stopping.',
  504: 'The model did not answer in time; the message is kept.',
};
