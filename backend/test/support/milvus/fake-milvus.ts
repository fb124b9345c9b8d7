import { once } from 'node:events';
import { createServer, type Http2Server, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';

/** How the fake meets requests; `silent` takes them and never answers. */
export type MilvusBehaviour = 'well' | 'silent' | 'refusing the token' | 'full';

/** What a request was: the name of the call and its bytes. */
interface Call {
  readonly name: string;
  readonly body: Buffer;
}

/** Codes of gRPC and of Milvus's own status. */
const UNAUTHENTICATED = '16';
const DISK_LIMIT_EXCEEDED = 7;

/**
 * Just enough of a Milvus to be greeted, and to be old, silent or full: what no real server can be
 * made to do within a test. It answers every call with an empty success.
 */
export class FakeMilvus {
  behaviour: MilvusBehaviour = 'well';
  /** All that was asked, the oldest first. */
  readonly calls: Call[] = [];
  private readonly server: Http2Server = createServer();
  private readonly sessions = new Set<ServerHttp2Session>();

  private constructor(private readonly version: string) {
    this.server.on('session', (session) => {
      this.sessions.add(session);
      session.on('close', () => this.sessions.delete(session));
    });
    this.server.on('stream', (stream, headers) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const name = String(headers[':path']).split('/').at(-1) ?? '';
        this.calls.push({ name, body: Buffer.concat(chunks) });
        if (this.behaviour === 'silent') return;
        const refused = this.behaviour === 'refusing the token';
        stream.respond(
          { ':status': 200, 'content-type': 'application/grpc' },
          { waitForTrailers: true },
        );
        stream.on('wantTrailers', () => {
          stream.sendTrailers({ 'grpc-status': refused ? UNAUTHENTICATED : '0' });
        });
        stream.end(refused ? undefined : framed(this.answer(name)));
      });
      // A client that went away is none of its business.
      stream.on('error', () => undefined);
    });
  }

  /** @param port 0 takes a free one */
  static async start(version = 'v2.5.4', port = 0): Promise<FakeMilvus> {
    const fake = new FakeMilvus(version);
    fake.server.listen(port, '127.0.0.1');
    await once(fake.server, 'listening');
    return fake;
  }

  /** `host:port`. */
  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** How often a call of that name was made. */
  count(name: string): number {
    return this.calls.filter((call) => call.name === name).length;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const session of this.sessions) session.destroy();
    await closed;
  }

  private answer(name: string): Buffer {
    if (name === 'GetVersion') return Buffer.concat([field(1, ''), field(2, this.version)]);
    const greeting = name === 'Connect';
    return field(1, this.behaviour === 'full' && !greeting ? statusOf(DISK_LIMIT_EXCEEDED) : '');
  }
}

/** Protobuf: a field of text, bytes or a message shorter than 128 bytes. */
const field = (number: number, value: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from([(number << 3) | 2, value.length]), Buffer.from(value)]);

/** Milvus's `Status`: `reason` is field 2, `code` field 3. */
const statusOf = (code: number): Buffer =>
  Buffer.concat([field(2, 'disk quota exhausted'), Buffer.from([(3 << 3) | 0, code])]);

/** gRPC: not compressed, and how long. */
function framed(message: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}
