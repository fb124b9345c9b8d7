import OpenAI from 'openai';
import { CircuitOpen, type GuardedCalls } from '../../resilience/index.js';
import { asFetch, modelTransport } from '../../shared/index.js';
import { EmbedderUnavailable } from '../embedder.js';
import { endedBy, isTimeout, withinSignal } from '../within-signal.js';
import { EmbeddingServerError, toServerError } from './server-error.js';
import { vectorsOfAnswer } from './vectors-of-answer.js';

const EMBEDS = /embed|bge-|(^|[/-])e5-|gte-|minilm|arctic|jina/i;

/** Milliseconds to connect, with TLS. */
const CONNECT = 5_000;
/** Milliseconds that a server may take to list its models. */
const LIST_PATIENCE = 5_000;
/** Characters of a text that a server gets at first: more than the context of usual models. */
const LONGEST = 8_000;
/** A server that rejects even texts of this length means something else than their length. */
const SHORTEST = 250;

/** What is asked of any server that speaks OpenAI's protocol, with limits of time, and failures by name. */
export class EmbeddingServer {
  private readonly client: OpenAI;
  private longest = LONGEST;

  constructor(
    readonly baseUrl: string,
    apiKey: string | undefined,
    private readonly calls: GuardedCalls,
  ) {
    // Neither retries nor logs of its own: both are ours to do.
    const own = {
      maxRetries: 0,
      logLevel: 'off' as const,
      fetch: asFetch(modelTransport(CONNECT)),
    };
    this.client = new OpenAI({ baseURL: baseUrl, apiKey: apiKey ?? 'none', ...own });
  }

  /** What it failed with lately; undefined: nothing is known against it. */
  get failure(): EmbedderUnavailable | undefined {
    const { failure } = this.calls;
    return failure instanceof EmbedderUnavailable ? failure : undefined;
  }

  /**
   * The first of its models that embeds by its name, or its only one.
   * @throws {EmbedderUnavailable}
   */
  async firstModel(): Promise<string> {
    const page: { data?: unknown } = await this.ask(LIST_PATIENCE, (signal) =>
      this.client.models.list({ signal }),
    );
    const list: unknown[] = Array.isArray(page.data) ? page.data : [];
    const names = list
      .map((model) => (model && typeof model === 'object' && 'id' in model ? model.id : undefined))
      .filter((name) => typeof name === 'string');
    const name =
      names.find((name) => EMBEDS.test(name)) ?? (names.length === 1 ? names[0] : undefined);
    if (name !== undefined) return name;
    throw new EmbedderUnavailable(
      `The server at ${this.baseUrl} lists no embedding model. Name one with EMBEDDINGS_MODEL.`,
      { code: 'embedder_model_not_found' },
    );
  }

  /**
   * Vectors of the texts of one request. Texts that are too long for the model are cut: its limit is
   * found by trying, and kept.
   * @param patience milliseconds that the server may take.
   * @returns unit vectors, in order, all of the same length.
   * @throws {EmbedderUnavailable}
   */
  async embed(
    model: string,
    texts: readonly string[],
    patience: number,
    signal?: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    const longest = Math.max(...texts.map(({ length }) => length));
    for (let limit = this.longest; ; limit = Math.floor(Math.min(limit, longest) / 2)) {
      const input = texts.map((text) => text.slice(0, limit).toWellFormed());
      try {
        const vectors = await this.ask(
          patience,
          async (signal) =>
            vectorsOfAnswer(
              await this.client.embeddings.create({ model, input }, { signal }),
              input.length,
            ),
          signal,
        );
        this.longest = limit;
        return vectors;
      } catch (error) {
        const mayBeTooLong =
          error instanceof EmbeddingServerError && error.code === 'embedder_rejected';
        if (!mayBeTooLong || Math.min(limit, longest) < 2 * SHORTEST) throw error;
      }
    }
  }

  /** One request. A caller whose time is over leaves it going: its outcome says how the server is. */
  private async ask<T>(
    milliseconds: number,
    request: (signal: AbortSignal) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    if (signal?.aborted) throw endedBy(signal);
    const given = new AbortController();
    const giveUp = () => {
      if (!isTimeout(signal?.reason)) given.abort(signal?.reason);
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    const answer = this.calls.run(() => {
      // Whoever waited for its turn may have gone.
      if (signal?.aborted) throw endedBy(signal);
      const limit = AbortSignal.timeout(milliseconds);
      return this.watched(request(AbortSignal.any([limit, given.signal])), limit, given.signal);
    });
    try {
      return await (signal ? withinSignal(answer, signal) : answer);
    } catch (cause) {
      throw cause instanceof CircuitOpen ? (this.failure ?? resting(this.baseUrl)) : cause;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  private async watched<T>(answer: Promise<T>, limit: AbortSignal, given: AbortSignal): Promise<T> {
    try {
      return await answer;
    } catch (cause) {
      if (given.aborted) throw endedBy(given);
      throw limit.aborted ? this.late(cause) : toServerError(cause, this.baseUrl);
    }
  }

  private late(cause: unknown): EmbeddingServerError {
    const detail = `The embedding server at ${this.baseUrl} did not answer in time.`;
    return new EmbeddingServerError('embedder_timeout', detail, undefined, { cause });
  }
}

const resting = (where: string): EmbedderUnavailable =>
  new EmbedderUnavailable(`The embedding server at ${where} is held back by an administrator.`, {
    code: 'embedder_resting',
  });
