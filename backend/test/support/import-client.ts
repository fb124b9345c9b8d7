import { gzipSync } from 'node:zlib';
import { ApiClient, type Reply } from './api-client.ts';
import { poll } from './poll.ts';

/** An import as the API tells it. */
export interface ImportStatus {
  readonly id: string;
  readonly state: string;
  readonly lines: number;
  readonly taken: number;
  readonly messages: number;
  readonly indexed: number;
  readonly failures: number;
  readonly failed: readonly { readonly line: number; readonly code: string }[];
  readonly error: { readonly code: string } | null;
}

/** Sends files of messages and waits for what becomes of them, as an outside program would. */
export class ImportClient {
  private readonly url: string;
  private readonly api: ApiClient;

  /** @param url the product's address without a slash at the end. */
  constructor(url: string) {
    this.url = url;
    this.api = new ApiClient(url);
  }

  /** Sends a body as it is and reads the answer whatever its status. */
  async send<T = ImportStatus>(
    body: string | Buffer,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply<T>> {
    const response = await fetch(`${this.url}/api/import`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', ...headers },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      // The caller states the shape, and its assertions check it.
      body: (await response.json()) as T,
    };
  }

  /** The same, packed. */
  sendPacked<T = ImportStatus>(body: Buffer | string): Promise<Reply<T>> {
    return this.send<T>(typeof body === 'string' ? gzipSync(body) : body, {
      'content-encoding': 'gzip',
    });
  }

  /** Sends lines and waits until they are dealt with. */
  async import(lines: readonly (object | string)[]): Promise<ImportStatus> {
    const { status, body } = await this.send(linesOf(lines));
    if (status !== 202) throw new Error(JSON.stringify(body));
    return this.over(body.id);
  }

  /** How an import stands. */
  async status(id: string): Promise<ImportStatus> {
    return (await this.api.call<ImportStatus>('GET', `/api/import/${id}`)).body;
  }

  /** Waits until an import is over. */
  over(id: string): Promise<ImportStatus> {
    return poll(
      'the import to be over',
      async () => {
        const status = await this.status(id);
        return ['done', 'failed'].includes(status.state) && status;
      },
      { withinMs: 100_000, everyMs: 100 },
    );
  }

  /** The newest import. */
  async newest(): Promise<ImportStatus | undefined> {
    const path = '/api/import?limit=1';
    return (await this.api.call<{ items: ImportStatus[] }>('GET', path)).body.items[0];
  }
}

/** A file of lines; objects become JSON. */
export const linesOf = (lines: readonly (object | string)[]): string =>
  lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
