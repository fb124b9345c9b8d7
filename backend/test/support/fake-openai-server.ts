import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChatRequest, Script } from './fake-behaviour.ts';
import { FAKE_EMBEDDING_MODEL, FakeEmbeddings, type EmbeddingRequest } from './fake-embeddings.ts';
import { perform } from './fake-performance.ts';
import { FakeReply } from './fake-reply.ts';

/** The one model the fake offers. */
export const FAKE_MODEL = 'fake-model';

/** An OpenAI-compatible server on loopback that does what a test tells it, right or wrong. */
export class FakeOpenAiServer {
  /** Chat completion requests so far. */
  calls = 0;
  /** Requests whose client went away before the fake had finished. */
  closedSockets = 0;
  /** The bodies of all chat completion requests, oldest first. */
  readonly requests: ChatRequest[] = [];
  /** What it does with requests for embeddings. */
  readonly embeddings = new FakeEmbeddings();
  /** What it says its models are. */
  models: readonly string[] = [FAKE_MODEL, FAKE_EMBEDDING_MODEL];

  private readonly server = createServer((request, response) => {
    this.route(request, response).catch((error: unknown) => {
      // A fault of the fake itself must be seen by the test, not hang it.
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  private port = 0;
  private script: Script = { kind: 'answer' };
  private readonly once: Script[] = [];
  private readonly waiting = new Set<() => void>();

  /** Starts on a port of the operating system's choice unless one is given. */
  static async start(port = 0): Promise<FakeOpenAiServer> {
    const fake = new FakeOpenAiServer();
    fake.server.listen(port, '127.0.0.1');
    await once(fake.server, 'listening');
    // Safe: the server listens on TCP, so its address is neither null nor a pipe's name.
    fake.port = (fake.server.address() as AddressInfo).port;
    return fake;
  }

  /** What `OPENAI_BASE_URL` has to be. */
  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/v1`;
  }

  /** The variables that make the product talk to this server. */
  get environment(): Readonly<Record<string, string>> {
    return { OPENAI_BASE_URL: this.baseUrl, OPENAI_API_KEY: 'fake', CHAT_MODEL: FAKE_MODEL };
  }

  /** The body of the last chat completion request. */
  get lastRequest(): ChatRequest | undefined {
    return this.requests.at(-1);
  }

  /** Answers that wait at their `holdAfter` right now. */
  get held(): number {
    return this.waiting.size;
  }

  /** Sets the behaviour from now on; what `next` queued is forgotten. */
  behave(script: Script): void {
    this.once.length = 0;
    this.script = script;
  }

  /** Queues behaviours for the very next calls, one each; then `behave`'s holds again. */
  next(...scripts: readonly Script[]): void {
    this.once.push(...scripts);
  }

  /** Lets the answers go on that wait at their `holdAfter`. */
  release(): void {
    for (const go of this.waiting) go();
    this.waiting.clear();
  }

  /** Listens again on its old port, after `stop`. */
  async comeBack(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** Drops every connection and stops listening; does nothing when it has stopped before. */
  async stop(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.release();
    this.server.closeAllConnections();
    await closed;
  }

  private async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = `${request.method ?? ''} ${(request.url ?? '').split('?')[0] ?? ''}`;
    if (path === 'GET /v1/models') {
      const rest = { object: 'model', created: 0, owned_by: 'memocha-tests' };
      const data = this.models.map((id) => ({ id, ...rest }));
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ object: 'list', data }));
    } else if (path === 'POST /v1/chat/completions') {
      await this.complete((await bodyOf(request)) as ChatRequest, response);
    } else if (path === 'POST /v1/embeddings') {
      await this.embeddings.answer((await bodyOf(request)) as EmbeddingRequest, response);
    } else {
      response.writeHead(404, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ error: { message: `No route ${path}` } }));
    }
  }

  private async complete(body: ChatRequest, response: ServerResponse): Promise<void> {
    this.calls += 1;
    this.requests.push(body);
    response.once('close', () => {
      if (!response.writableEnded) this.closedSockets += 1;
    });
    const script = this.once.shift() ?? this.script;
    const behaviour = typeof script === 'function' ? script(body) : script;
    const reply = new FakeReply(body, response, () => this.hold(response));
    await perform(behaviour, { request: body, reply, response });
  }

  /** Resolves on `release()`, and when the client goes away: nobody waits for the dead. */
  private hold(response: ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.add(resolve);
      response.once('close', () => {
        this.waiting.delete(resolve);
        resolve();
      });
    });
  }
}

/** Safe enough to be cast: only our own client talks to a fake, and a wrong shape fails the test. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += String(piece);
  return JSON.parse(text);
}
