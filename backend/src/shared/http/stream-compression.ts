import { constants } from 'node:zlib';
import compression from 'compression';
import type { NextFunction, Request, Response } from 'express';
import { BrotliCompress, Gzip } from 'minizlib';

const EVENT_STREAM = 'text/event-stream';

/**
 * What has been written goes out whole with each event. Small windows: an event resembles the ones
 * right before it, and each open stream keeps its own.
 */
const GZIP = { flush: constants.Z_SYNC_FLUSH, windowBits: 13, memLevel: 6 };
const BROTLI = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 4,
    [constants.BROTLI_PARAM_LGWIN]: 13,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
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

/**
 * Compresses event streams for clients that ask for it, each event at once, in the process's own thread: it
 * takes some microseconds, and by way of another thread a token would wait for both. `compression` knows
 * no such way, and obeys Nest, which forbids everybody to transform its event streams, since proxies hold
 * events back; what is compressed here no proxy compresses again.
 */
export function compressStreams(request: Request, response: Response, next: NextFunction): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const given = rest.at(-1) as Readonly<Record<string, string>> | undefined;
    if (!isEventStream(given?.['Content-Type'])) return writeHead(status, ...(rest as []));
    sendTogether(response);
    response.vary('Accept-Encoding');
    const encoding = request.acceptsEncodings('gzip', 'br');
    if (!encoding) return writeHead(status, { ...given });
    const control = (given?.['Cache-Control'] ?? 'no-store').replace(', no-transform', '');
    writeHead(status, { ...given, 'Cache-Control': control, 'Content-Encoding': encoding });
    compress(response, encoding === 'gzip' ? new Gzip(GZIP) : new BrotliCompress(BROTLI));
    return response;
  }) as Response['writeHead'];
  next();
}

/** The head and the first events, which come at the same moment, are sent by one call of the system. */
function sendTogether(response: Response): void {
  response.cork();
  setImmediate(() => {
    response.uncork();
  });
}

/** Has everything that is written from now on go through a compressor, which gives its pieces at once. */
function compress(response: Response, compressor: Gzip | BrotliCompress): void {
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  let isTaken = true;
  compressor.on('data', (piece) => {
    isTaken = write(piece);
  });
  response.write = ((piece: string | Buffer) => {
    compressor.write(piece);
    return isTaken;
  }) as Response['write'];
  response.end = ((piece?: string | Buffer) => {
    if (piece !== undefined) compressor.write(piece);
    compressor.end();
    return end();
  }) as Response['end'];
  // One that broke off has memory of its own outside of the heap.
  response.once('close', () => {
    compressor.close();
  });
}
