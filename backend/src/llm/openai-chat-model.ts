import type OpenAI from 'openai';
import {
  ChatModel,
  type ChatRequest,
  type ModelEvent,
  type ModelInUse,
  type ModelUsage,
} from './chat-model.js';
import { readChunk } from './chunk-reading.js';
import { ModelError, toModelError } from './model-error.js';
import { Watchdog } from './watchdog.js';

/** How long a model may take, in milliseconds. */
export interface ModelPatience {
  /** Until the first token: long enough for a local model to read a full prompt. */
  readonly firstToken: number;
  /** Between tokens. */
  readonly silence: number;
}

/** After the finish reason only the usage is still to come, from some servers, and it is not worth a wait. */
const USAGE_PATIENCE = 1_000;

/** Characters after which an answer is cut, for servers that know no limit of tokens. */
const LONGEST_ANSWER = 64 * 1024;

/** A model behind any OpenAI-compatible server. */
export class OpenAiChatModel extends ChatModel {
  /** @param name which of the server's models to ask. */
  constructor(
    private readonly client: OpenAI,
    private readonly name: string,
    readonly inUse: ModelInUse,
    private readonly patience: ModelPatience,
  ) {
    super();
  }

  async *stream(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const where = this.client.baseURL;
    const timeout = () =>
      new ModelError('model_timeout', 504, `The model at ${where} fell silent.`, true);
    const watchdog = new Watchdog(timeout);
    const either = AbortSignal.any([signal, watchdog.signal]);
    const end: { reason?: string; usage?: ModelUsage } = {};
    let patience = this.patience.firstToken;
    let length = 0;
    try {
      watchdog.feed(patience);
      const stream = await this.client.chat.completions.create(this.body(request), {
        signal: either,
      });
      for await (const chunk of stream) {
        const { text: said, reason, usage } = readChunk(chunk);
        // A single token may be longer than any answer.
        const text = said.slice(0, LONGEST_ANSWER - length);
        if (text) patience = this.patience.silence;
        if (reason !== undefined) {
          end.reason = reason;
          patience = USAGE_PATIENCE;
        }
        // A chunk without text is a sign of life too: models that think send such for minutes.
        watchdog.feed(patience);
        if (usage) end.usage = usage;
        if (text) yield { type: 'token', text };
        length += text.length;
        if (length >= LONGEST_ANSWER) {
          end.reason = 'length';
          break;
        }
      }
    } catch (cause) {
      // Once it has said that it is done, the answer is whole, however the connection ends.
      if (end.reason === undefined || signal.aborted) throw this.faultOf(cause, signal, watchdog);
    } finally {
      watchdog.rest();
    }
    // The package ends an aborted stream, and one that was cut, as if it were whole.
    if (end.reason === undefined) throw this.faultOf(brokenOff(where), signal, watchdog);
    if (length === 0) throw saidNothing(where, end.reason);
    yield { type: 'finish', reason: end.reason, usage: end.usage ?? null };
  }

  async check(signal: AbortSignal): Promise<void> {
    try {
      await this.client.models.list({ signal });
    } catch (cause) {
      throw toModelError(cause, this.client.baseURL);
    }
  }

  private body(request: ChatRequest): OpenAI.Chat.ChatCompletionCreateParamsStreaming {
    const limit = isOpenAi(this.client.baseURL) ? 'max_completion_tokens' : 'max_tokens';
    return {
      model: this.name,
      messages: request.messages.map(({ role, text }) => ({ role, content: text })),
      stream: true,
      stream_options: { include_usage: true },
      [limit]: request.maxTokens,
    };
  }

  private faultOf(cause: unknown, signal: AbortSignal, watchdog: Watchdog): unknown {
    if (signal.aborted) return signal.reason;
    return watchdog.signal.aborted
      ? watchdog.signal.reason
      : toModelError(cause, this.client.baseURL);
  }
}

/** Newer models of OpenAI itself refuse the older name, most other servers do not know the newer one. */
const isOpenAi = (url: string): boolean => new URL(url).hostname === 'api.openai.com';

const brokenOff = (where: string): ModelError =>
  new ModelError('model_cut', 502, `The model at ${where} broke off in the middle.`, true);

/** Tools that nobody offered, or a filter: the reader is told more than an empty answer would. */
const saidNothing = (where: string, reason: string): ModelError =>
  new ModelError(
    'model_empty',
    502,
    `The model at ${where} ended without a word (${reason}). Try again, or ask in other words.`,
    true,
  );
