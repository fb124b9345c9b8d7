import type * as Sdk from '@zilliz/milvus2-sdk-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { accepted, toUnavailable, unavailable } from './milvus-faults.js';
import { type MilvusServer, milvusServer } from './milvus-server.js';
import { MilvusUnavailable } from './milvus-unavailable.js';
import { within } from './within.js';

/** Where Milvus is. */
export interface MilvusAddress {
  /** `host:port`, with `https://` in front for TLS. */
  readonly address: string;
  /** `user:password` or an API key; undefined: Milvus asks for none. */
  readonly token: string | undefined;
}

/** The connection as it stands. */
export type ConnectionState =
  | { readonly is: 'connecting' }
  | { readonly is: 'ready'; readonly server: MilvusServer }
  | { readonly is: 'away'; readonly failure: MilvusUnavailable };

/** What one piece of work gets. */
export interface MilvusSession {
  readonly client: Sdk.MilvusClient;
  readonly sdk: typeof Sdk;
  readonly server: MilvusServer;
  /** Milliseconds that each request may take. */
  readonly timeout: number;
}

/** Milliseconds that a greeting may take. */
const GREETING = 2_000;

/** Milliseconds between two attempts to reach a server that is away. */
const RETRY = 1_000;

/** The same when it answers and refuses, which somebody has to mend first. */
const RETRY_REFUSED = 10_000;

/** Longest pause, in milliseconds, for a server that greets and then does not answer. */
const LONGEST_PAUSE = 16_000;

/** Milliseconds that a shutdown waits for requests under way. */
const GOODBYE = 1_000;

/** Fast enough to notice that a server is back, also under another address. */
const CHANNEL = {
  'grpc.initial_reconnect_backoff_ms': 300,
  'grpc.max_reconnect_backoff_ms': 1_000,
  'grpc.dns_min_time_between_resolutions_ms': 1_000,
};

/** These faults mean the server, not the request. */
const LOSSES: ReadonlySet<string> = new Set(['milvus_unreachable', 'milvus_timeout']);

/**
 * A connection that makes itself, in the background, and again whenever it is lost. While Milvus is
 * away every call fails at once instead of waiting for it.
 */
export class MilvusConnection {
  private current: ConnectionState = { is: 'connecting' };
  private readonly closing = new AbortController();
  private watching: Promise<void> | undefined;
  private made: Pick<MilvusSession, 'client' | 'sdk'> | undefined;
  private greeted = Promise.withResolvers<undefined>();
  private lost = Promise.withResolvers<undefined>();
  /** Failures since the last request that was answered. */
  private failures = 0;

  constructor(private readonly milvus: MilvusAddress) {}

  /** As far as is known; a server that went away unnoticed still counts as ready. */
  get state(): ConnectionState {
    return this.current;
  }

  /** Aborts when the connection is closed for good. */
  get open(): AbortSignal {
    return this.closing.signal;
  }

  /** Begins to connect, and does not wait for it. */
  start(): void {
    this.watching ??= this.watch();
  }

  /**
   * Runs requests, at most `milliseconds` long.
   * @throws {MilvusUnavailable} at once while Milvus is away.
   */
  async call<T>(
    work: (session: MilvusSession) => Promise<T>,
    milliseconds: number,
    signal: AbortSignal,
  ): Promise<T> {
    this.start();
    const own = AbortSignal.timeout(milliseconds);
    const limit = AbortSignal.any([signal, own]);
    await within(this.greeted.promise, limit);
    const working = work(this.session(milliseconds));
    // Also when nobody waits for it any more: what it meets tells how the server is.
    working.then(
      () => (this.failures = 0),
      (error: unknown) => {
        this.note(toUnavailable(error));
      },
    );
    try {
      return await within(working, limit);
    } catch (error) {
      const failure = toUnavailable(error);
      // The caller's own haste says nothing about the server.
      if (own.aborted) this.note(failure);
      throw failure;
    }
  }

  /** Ends it for good; requests under way get a moment. */
  async close(): Promise<void> {
    this.closing.abort();
    this.greeted.resolve(undefined);
    this.lost.resolve(undefined);
    const ended = Promise.all([this.watching, this.made?.client.closeConnection()]);
    await Promise.race([ended, sleep(GOODBYE, undefined, { ref: false })]);
  }

  private session(timeout: number): MilvusSession {
    if (this.closing.signal.aborted)
      throw new MilvusUnavailable('milvus_unreachable', 'Memocha is being stopped');
    if (this.current.is === 'ready' && this.made)
      return { ...this.made, server: this.current.server, timeout };
    const failure = this.current.is === 'away' ? this.current.failure : undefined;
    throw new MilvusUnavailable(
      failure?.code ?? 'milvus_unreachable',
      failure?.message ?? 'Milvus is not connected yet',
      { cause: failure?.cause },
    );
  }

  private async watch(): Promise<void> {
    while (!this.closing.signal.aborted) {
      try {
        const server = await this.greet();
        this.lost = Promise.withResolvers<undefined>();
        this.become({ is: 'ready', server });
        await this.lost.promise;
      } catch (error) {
        // Whatever it is, it is told to those who call, and tried again.
        this.become({ is: 'away', failure: toUnavailable(error) });
      }
      await this.pause();
    }
  }

  private become(state: ConnectionState): void {
    this.current = state;
    this.greeted.resolve(undefined);
  }

  private async greet(): Promise<MilvusServer> {
    const { client, sdk } = (this.made ??= await this.make());
    // A failed greeting is kept by the SDK and would be thrown by all that follows: greet anew.
    client.connect(sdk.MilvusClient.sdkInfo.version);
    await client.connectPromise;
    const answer = await client.getVersion();
    // A server without this call gets an empty answer from the SDK.
    const server = milvusServer(accepted({ status: {}, ...answer }).version || '');
    if (server.tooOld) throw unavailable('milvus_too_old', { reason: reasonFor(server) });
    return server;
  }

  /** The SDK is loaded only by those who use Milvus: it takes 86 MB and a second. */
  private async make(): Promise<Pick<MilvusSession, 'client' | 'sdk'>> {
    const sdk = await import('@zilliz/milvus2-sdk-node');
    const client = new sdk.MilvusClient({
      address: this.milvus.address,
      ...(this.milvus.token === undefined ? {} : { token: this.milvus.token }),
      timeout: GREETING,
      maxRetries: 0,
      channelOptions: CHANNEL,
      // Requests wait for one of these; each takes its own for as long as it runs.
      pool: { min: 1, max: 64, acquireTimeoutMillis: GREETING },
      // The SDK would tell the server every so often how the requests went.
      telemetry: { enabled: false },
      logLevel: 'error',
      __SKIP_CONNECT__: true,
    });
    return { client, sdk };
  }

  private note(failure: MilvusUnavailable): void {
    if (this.current.is !== 'ready' || !LOSSES.has(failure.code)) return;
    this.failures += 1;
    this.current = { is: 'away', failure };
    this.lost.resolve(undefined);
  }

  private async pause(): Promise<void> {
    const milliseconds = this.nextPause();
    // Closing ends the pause, and with it the watch.
    await sleep(milliseconds, undefined, { ref: false, signal: this.closing.signal }).catch(
      () => undefined,
    );
  }

  private nextPause(): number {
    const code = this.current.is === 'away' ? this.current.failure.code : undefined;
    if (code === 'milvus_token_refused' || code === 'milvus_too_old') return RETRY_REFUSED;
    if (code !== 'milvus_timeout') return RETRY;
    return Math.min(RETRY * 2 ** Math.max(0, this.failures - 1), LONGEST_PAUSE);
  }
}

const reasonFor = ({ version }: MilvusServer): string =>
  version === '' ? 'it does not tell its version, if it is Milvus at all' : `it is ${version}`;
