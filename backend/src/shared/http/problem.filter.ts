import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { STATUS_CODES } from 'node:http';
import type {} from 'pino-http';
import { allowedMethods } from './allowed-methods.js';
import { isDatabaseAway } from './database-away.js';
import { DomainError } from '../domain-error.js';
import type { Problem } from './problem.dto.js';

/** Turns whatever a handler throws into `application/problem+json`, without a stack trace. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const error = toDomainError(thrown, request);
    // What may come again later is no fault: the line of its request says enough.
    if (error.status >= 500 && error.retryAfter === undefined)
      this.logger.error({ err: error.cause ?? thrown, code: error.code });
    sendProblem(error, request, response);
  }
}

/** Answers a request by what is wrong, as a problem document. */
export function sendProblem(error: DomainError, request: Request, response: Response): void {
  if (response.headersSent) {
    // Too late for an answer: a broken connection is the only sign left.
    response.destroy();
    return;
  }
  const problem: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    code: error.code,
    detail: error.message,
    ...(typeof request.id === 'string' ? { requestId: request.id } : {}),
    ...error.extensions,
  };
  if (error.status === 405) response.setHeader('Allow', allowedMethods(request).join(', '));
  if (error.retryAfter !== undefined) response.setHeader('Retry-After', String(error.retryAfter));
  const body = JSON.stringify(problem);
  response.status(error.status).type('application/problem+json; charset=utf-8');
  // Not Express's `send`: nobody keeps a problem, so a tag to compare it by would be made in vain.
  response.setHeader('Content-Length', Buffer.byteLength(body)).end(body);
}

function toDomainError(thrown: unknown, request: Request): DomainError {
  if (thrown instanceof DomainError) return thrown;
  if (isDatabaseAway(thrown))
    return new DomainError(
      'database_unavailable',
      503,
      'The database does not answer right now. Nothing that was accepted is lost; try again in a moment.',
      { cause: thrown },
    );
  const status = statusOf(thrown);
  if (status === 404) {
    const { method, path } = request;
    const allowed = allowedMethods(request);
    if (allowed.length === 0)
      return new DomainError('not_found', 404, `There is nothing at ${path}.`);
    const detail = `${path} takes ${allowed.join(', ')}, and not ${method}.`;
    return new DomainError('method_not_allowed', 405, detail);
  }
  if (isBrokenJson(thrown))
    return new DomainError('invalid_json', 400, 'The body is not valid JSON.', { cause: thrown });
  const known = status === undefined ? undefined : KNOWN[status];
  if (status !== undefined && known)
    return new DomainError(known[0], status, known[1], { cause: thrown });
  if (status !== undefined && status < 500)
    return new DomainError('bad_request', status, STATUS_CODES[status] ?? 'Bad request', {
      cause: thrown,
    });
  return new DomainError('internal_error', 500, 'Something went wrong here. It has been logged.', {
    cause: thrown,
  });
}

/** The status that Nest's exceptions and Express's body parser carry. */
function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status: unknown = thrown instanceof Error && 'status' in thrown ? thrown.status : undefined;
  return typeof status === 'number' && status >= 400 && status <= 599 ? status : undefined;
}

/** What Express's body parser throws; an address that cannot be decoded is a 400 too. */
function isBrokenJson(thrown: unknown): boolean {
  const cause = thrown instanceof HttpException ? thrown.cause : thrown;
  return cause instanceof Error && 'type' in cause && cause.type === 'entity.parse.failed';
}

const KNOWN: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['bad_request', 'The request cannot be read: its address, a header or its length is wrong.'],
  413: ['body_too_large', 'The body is larger than this server takes.'],
  415: ['unsupported_encoding', 'The body comes in an encoding that this server does not read.'],
  503: ['unavailable', 'Something that is needed is not there right now.'],
};
