import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** The one embedding model that the fake offers. */
export const FAKE_EMBEDDING_MODEL = 'fake-embedding-model';

/** The body of `POST /v1/embeddings`. */
export interface EmbeddingRequest {
  readonly model: string;
  readonly input: readonly string[];
  readonly encoding_format?: string;
}

/** One vector of an answer, right or wrong. */
export interface FakeVector {
  readonly index?: number;
  readonly embedding?: unknown;
}

/** What the fake does with a request for embeddings. */
export type EmbeddingBehaviour =
  | {
      readonly kind: 'embed';
      readonly dimensions?: number;
      readonly delayMs?: number;
      /** Numbers in JSON, although base64 was asked for: older servers do. */
      readonly asNumbers?: boolean;
      /** Characters above which a text is refused with status 400, as models of small context do. */
      readonly longest?: number;
      /** Makes a wrong answer of a right one. */
      readonly change?: (vectors: readonly FakeVector[]) => unknown;
    }
  /** An error status; `retryAfter` is the header's text. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** Begins an answer, and says no more, breaks off, or never ends. */
  | { readonly kind: 'stall' | 'cut' | 'endless' }
  /** Answers with this, whatever it is. */
  | { readonly kind: 'body'; readonly type: string; readonly body: string };

/** `POST /v1/embeddings` of the fake: vectors of words, so that alike texts have alike vectors. */
export class FakeEmbeddings {
  /** The bodies of all requests, oldest first. */
  readonly requests: EmbeddingRequest[] = [];
  /** Requests whose client went away before there was an answer. */
  closedSockets = 0;
  private behaviour: EmbeddingBehaviour = { kind: 'embed' };
  private readonly once: EmbeddingBehaviour[] = [];

  /** Sets the behaviour from now on; what `next` queued is forgotten. */
  behave(behaviour: EmbeddingBehaviour): void {
    this.once.length = 0;
    this.behaviour = behaviour;
  }

  /** Queues behaviours for the very next requests, one each; then `behave`'s holds again. */
  next(...behaviours: readonly EmbeddingBehaviour[]): void {
    this.once.push(...behaviours);
  }

  /** Answers one request. */
  async answer(request: EmbeddingRequest, response: ServerResponse): Promise<void> {
    this.requests.push(request);
    response.once('close', () => {
      if (!response.writableEnded) this.closedSockets += 1;
    });
    const behaviour = this.once.shift() ?? this.behaviour;
    if (behaviour.kind === 'hang') return;
    if (isHalf(behaviour)) return answerHalf(behaviour.kind, response);
    if (behaviour.kind === 'body') {
      send(response, 200, behaviour.body, { 'Content-Type': behaviour.type });
    } else if (behaviour.kind === 'status') {
      const { status, retryAfter } = behaviour;
      const error = { message: `The fake was told to answer ${status}`, type: 'fake' };
      const headers = retryAfter === undefined ? {} : { 'Retry-After': retryAfter };
      send(response, status, JSON.stringify({ error }), headers);
    } else {
      await delay(behaviour.delayMs ?? 0);
      const { longest = Infinity } = behaviour;
      const tooLong = request.input.some(({ length }) => length > longest);
      if (tooLong) send(response, 400, '{"error":{"message":"input is too long"}}');
      else send(response, 200, JSON.stringify(embed(request, behaviour)));
    }
  }
}

type Embed = Extract<EmbeddingBehaviour, { kind: 'embed' }>;

function embed({ input, model, encoding_format: format }: EmbeddingRequest, behaviour: Embed) {
  const { dimensions = 64, asNumbers, change = (vectors) => vectors } = behaviour;
  const vectors = input.map((text, index) => ({ index, embedding: vectorOf(text, dimensions) }));
  const encode = (entry: FakeVector) =>
    format === 'base64' && asNumbers !== true && Array.isArray(entry.embedding)
      ? { ...entry, embedding: base64Of(entry.embedding as number[]) }
      : entry;
  const changed = change(vectors);
  const data = Array.isArray(changed)
    ? changed.map((entry: FakeVector) => ({ object: 'embedding', ...encode(entry) }))
    : changed;
  return { object: 'list', model, data, usage: { prompt_tokens: 1, total_tokens: 1 } };
}

/** Words by their hash, each adding to one place; a text without words has one place of its own. */
function vectorOf(text: string, dimensions: number): number[] {
  const vector = Array<number>(dimensions).fill(0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['']) {
    const place = createHash('sha256').update(word).digest().readUInt32BE() % dimensions;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  return vector;
}

const base64Of = (numbers: readonly number[]): string =>
  Buffer.from(Float32Array.from(numbers).buffer).toString('base64');

function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(body);
}

type Half = Extract<EmbeddingBehaviour, { readonly kind: 'stall' | 'cut' | 'endless' }>;

const isHalf = (behaviour: EmbeddingBehaviour): behaviour is Half =>
  ['stall', 'cut', 'endless'].includes(behaviour.kind);

/** Of an answer that never ends a megabyte comes each time that the last one has gone. */
async function answerHalf(kind: Half['kind'], response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  // Once this has left, so that it is known to have begun.
  await new Promise((resolve) => response.write('{"object":"list","data":[', resolve));
  if (kind === 'cut') response.destroy();
  const some = ' '.repeat(1_000_000);
  for (let written = 0; kind === 'endless' && written < 200 && !response.closed; written++) {
    response.write(some);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
