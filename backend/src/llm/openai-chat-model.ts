import type OpenAI from 'openai';
import type { ModelPatience } from '../config/index.js';
import { asServerAnswer } from '../shared/index.js';
import { answerChunks } from './answer-chunks.js';
import { AnswerClock } from './answer-clock.js';
import {
  ChatModel,
  type ChatRequest,
  type ModelEvent,
  type ModelInUse,
  type ModelUsage,
} from './chat-model.js';
import { readChunk } from './chunk-reading.js';
import { cutText } from './cut-text.js';
import { ModelError, toModelError } from './model-error.js';

/** Models that think before they speak, as their makers name them. */
const REASONS = /(^|[/-])(o[1-9]|gpt-5|gpt-oss|qwq|magistral|deepseek-r\d)|reason|think/i;

/** A model behind any OpenAI-compatible server, asked once and within its limits. */
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
    const clock = new AnswerClock(where, this.patience, REASONS.test(this.name));
    const end: { reason?: string; usage?: ModelUsage } = {};
    let room = this.patience.longest;
    try {
      const either = AbortSignal.any([signal, clock.signal]);
      const options = { signal: either };
      const answer = await this.client.chat.completions
        .create(this.body(request), options)
        .asResponse();
      clock.headers();
      for await (const chunk of answerChunks(asServerAnswer(answer))) {
        const { text, thought, reason, usage } = readChunk(chunk);
        if (text || thought) clock.token();
        else clock.alive();
        if (usage) end.usage = usage;
        const said = cutText(text, room);
        room -= said.size;
        if (said.text) yield { type: 'token', text: said.text };
        if (said.text !== text) {
          end.reason = 'length';
          break;
        }
        if (reason !== undefined) end.reason = reason;
        if (end.reason !== undefined) clock.finished();
      }
    } catch (cause) {
      // Once it has said that it is done, the answer is whole, however the connection ends, or is ended.
      if (end.reason === undefined) throw this.faultOf(cause, signal, clock);
    } finally {
      clock.rest();
    }
    // A server that ends its stream in the middle ends it as if it were whole.
    if (end.reason === undefined) throw this.faultOf(brokenOff(where), signal, clock);
    if (room === this.patience.longest) throw saidNothing(where, end.reason);
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

  private faultOf(cause: unknown, signal: AbortSignal, clock: AnswerClock): unknown {
    if (signal.aborted) return signal.reason;
    return clock.signal.aborted ? clock.signal.reason : toModelError(cause, this.client.baseURL);
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
