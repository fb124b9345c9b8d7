import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import { createGunzip, type Gunzip } from 'node:zlib';
import type { ImportError } from '../import.entity.js';
import { INVALID_GZIP, UPLOAD_CUT } from './upload-faults.js';

/** Milliseconds without a byte after which a client counts as gone. */
const SILENCE = 60_000;

/** The bytes of an upload, and how they ended. */
export class UploadBody {
  /** Ends after whatever came in, also when the upload broke off. */
  readonly bytes: Readable;
  private broken: ImportError | undefined;
  private readonly gunzip: Gunzip | undefined;

  /** Unpacks what is sent with `Content-Encoding: gzip`. */
  constructor(private readonly request: IncomingMessage) {
    this.gunzip = isGzip(request) ? createGunzip() : undefined;
    // Apart from the stream that may fail: a stream that fails throws away what was not read yet.
    const bytes = new PassThrough();
    this.bytes = bytes;
    (this.gunzip ? request.pipe(this.gunzip) : request).pipe(bytes);
    this.gunzip?.on('error', () => {
      this.broken ??= INVALID_GZIP;
      bytes.end();
    });
    const closed = () => {
      if (request.complete) return;
      this.broken ??= UPLOAD_CUT;
      (this.gunzip ?? bytes).end();
    };
    // A connection that breaks off says so as an error, too; its close is what counts.
    request.on('error', () => undefined);
    request.once('close', closed);
    if (request.closed) closed();
    request.setTimeout(SILENCE, () => request.destroy());
  }

  /** Why it did not come in whole; undefined when it did. To be asked once `bytes` has ended. */
  get fault(): ImportError | undefined {
    return this.broken;
  }

  /** Breaks the upload off from this side: the server stops. */
  cut(): void {
    this.request.destroy();
  }

  /** Lets go of the request. What is still to come is read and dropped, so that the client hears the answer. */
  close(): void {
    this.request.unpipe();
    this.gunzip?.destroy();
    this.request.resume();
    this.request.setTimeout(0);
  }
}

const isGzip = ({ headers }: IncomingMessage): boolean =>
  /^(x-)?gzip$/i.test(headers['content-encoding']?.trim() ?? '');
