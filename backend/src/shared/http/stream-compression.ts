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
    const encoding = request.acceptsEncodings('gzip', 'br', 'identity');
    if (!encoding || encoding === 'identity') return writeHead(status, { ...given });
    const control = (given?.['Cache-Control'] ?? 'no-store').replace(', no-transform', '');
    writeHead(status, { ...given, 'Cache-Control': control, 'Content-Encoding': encoding });
    compress(response, encoding === 'gzip' ? new Gzip(GZIP) : new BrotliCompress(BROTLI));
    return response;
  }) as Response['writeHead'];
  next();
}

/**
 * The head and the first events, which come at the same moment, are sent by one call of the system. The
 * socket holds them back and not the response, which would send its end before them.
 */
function sendTogether({ socket }: Response): void {
  socket?.cork();
  setImmediate(() => {
    socket?.uncork();
  });
}

/** Has everything that is written from now on go through a compressor, which gives its pieces at once. */
function compress(response: Response, compressor: Gzip | BrotliCompress): void {
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  const pieces: Buffer[] = [];
  const send = (): boolean =>
    pieces
      .splice(0)
      .map((piece) => write(piece))
      .every((isTaken) => isTaken);
  let isOver = false;
  compressor.on('data', (piece) => pieces.push(piece));
  // A stream that is cut is better than one that nobody can read.
  compressor.on('error', () => response.destroy());
  response.write = ((text: string | Buffer) => {
    if (isOver) return false;
    compressor.write(text);
    return send();
  }) as Response['write'];
  response.end = ((text?: string | Buffer) => {
    if (isOver) return response;
    isOver = true;
    if (text !== undefined) compressor.write(text);
    compressor.end();
    send();
    return end();
  }) as Response['end'];
  // Who reads may leave before the end, and whoever writes learns it later.
  const close = () => {
    isOver = true;
    compressor.close();
  };
  if (response.closed) close();
  else response.once('close', close);
}
