import type { IncomingMessage, ServerResponse } from 'node:http';
import type {} from 'pino-http';
import { newId } from '../shared/index.js';

/** What a request id that a caller brings must look like to be taken over. */
const ID = /^[\w.-]{1,64}$/;

/**
 * Gives each request its id, the caller's own where it brings one, and says it in `X-Request-Id`. To
 * stand before everything else, so that whatever refuses a request can name it.
 */
export function assignRequestId(
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
): void {
  const given = request.headers['x-request-id'];
  // pino-http takes over an id that is there.
  request.id = typeof given === 'string' && ID.test(given) ? given : newId();
  response.setHeader('X-Request-Id', request.id);
  next();
}
