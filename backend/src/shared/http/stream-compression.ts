import { constants } from 'node:zlib';
import compression from 'compression';
import type { NextFunction, Request, Response } from 'express';

const EVENT_STREAM = 'text/event-stream';

/**
 * What has been written goes out whole with each event. Small windows: an event resembles the ones
 * right before it, and each open stream keeps its own.
 */
const OPTIONS = {
  threshold: 0,
  flush: constants.Z_SYNC_FLUSH,
  windowBits: 13,
  memLevel: 6,
  brotli: {
    flush: constants.BROTLI_OPERATION_FLUSH,
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 4,
      [constants.BROTLI_PARAM_LGWIN]: 13,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  },
};

const isEventStream = (contentType: unknown): boolean =>
  String(contentType).startsWith(EVENT_STREAM);

/** Compresses whatever is no event stream, in whole pieces. */
export const compressPages = () =>
  compression({
    filter: (request, response: Response) =>
      !isEventStream(response.getHeader('Content-Type')) && compression.filter(request, response),
  });

/** Compresses event streams for clients that ask for it, each event at once. */
export const compressStreams = () =>
  compression({
    ...OPTIONS,
    filter: (_, response: Response) => isEventStream(response.getHeader('Content-Type')),
  });

/**
 * Nest forbids everybody to transform its event streams, since proxies hold events back, and
 * `compression` obeys. To stand behind it: what is compressed here no proxy compresses again.
 */
export function allowStreamCompression(
  { headers }: Request,
  response: Response,
  next: NextFunction,
): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const given = rest.at(-1) as Readonly<Record<string, string>> | undefined;
    const control = given?.['Cache-Control'];
    if (!headers['accept-encoding'] || !control || !isEventStream(given['Content-Type']))
      return writeHead(status, ...(rest as []));
    const allowed = control.replace(', no-transform', '');
    return writeHead(status, { ...given, 'Cache-Control': allowed });
  }) as Response['writeHead'];
  next();
}
