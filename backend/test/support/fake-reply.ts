import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { tokensOf, type ChatRequest, type Pace } from './fake-behaviour.ts';

/** The numbers a model reports with its answer; a word counts as a token. */
interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

/** Writes one chat completion in the shape that was asked for: a stream of chunks or one JSON. */
export class FakeReply {
  private readonly id = `chatcmpl-fake-${Date.now()}`;
  private readonly request: ChatRequest;
  private readonly response: ServerResponse;
  private readonly held: () => Promise<void>;

  /** @param held resolves when the test releases an answer that waits. */
  constructor(request: ChatRequest, response: ServerResponse, held: () => Promise<void>) {
    this.request = request;
    this.response = response;
    this.held = held;
  }

  /** Sends the status line and headers of a stream, and nothing else. */
  openStream(): void {
    if (this.response.headersSent) return;
    this.response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache',
    });
    this.response.flushHeaders();
  }

  /** Streams tokens at their pace; ends early when the client has gone. */
  async streamTokens(tokens: readonly string[], pace: Pace): Promise<void> {
    this.openStream();
    await pause(pace.firstTokenMs);
    this.chunk({ role: 'assistant', content: '' });
    for (const [index, token] of tokens.entries()) {
      if (index > 0) await pause(pace.paceMs);
      if (index === pace.holdAfter) await this.held();
      if (this.response.destroyed) return;
      this.chunk({ content: token });
    }
  }

  /** Streams what a model thinks before it speaks. */
  think(thoughts: string): void {
    this.openStream();
    for (const token of tokensOf(thoughts)) this.chunk({ reasoning_content: token });
  }

  /** A whole answer, with its end; without its usage when `usage` is null. */
  async answer(
    text: string,
    finish: 'stop' | 'length',
    pace: Pace,
    usage: Usage | null = this.usageOf(text),
  ): Promise<void> {
    if (this.request.stream !== true) {
      await pause(pace.firstTokenMs);
      this.json(200, {
        id: this.id,
        object: 'chat.completion',
        created: seconds(),
        model: this.request.model,
        choices: [
          { index: 0, message: { role: 'assistant', content: text }, finish_reason: finish },
        ],
        ...(usage && { usage }),
      });
      return;
    }
    await this.streamTokens(tokensOf(text), pace);
    if (this.response.destroyed) return;
    this.finish(finish, usage);
  }

  /** Says why the answer ends, and ends it. */
  finish(reason: string, usage: Usage | null = null): void {
    this.chunk({}, reason);
    const asked = this.request.stream_options?.include_usage === true;
    if (asked && usage) this.event({ choices: [], usage });
    this.response.end('data: [DONE]\n\n');
  }

  /** One chunk of a stream. */
  chunk(delta: object, finish: string | null = null): void {
    this.response.write(this.lineOf(delta, finish));
  }

  /** Writes text as long as the client reads, waiting for it whenever it is slow. */
  async endless(text: () => string, { paceMs }: Pace = {}): Promise<void> {
    while (!this.response.destroyed) {
      if (!this.response.write(text())) await drained(this.response);
      await (paceMs ? delay(paceMs) : nextTurn());
    }
  }

  /** The text of a chunk, for those who write by themselves. */
  lineOf(delta: object, finish: string | null = null): string {
    return this.textOf({ choices: [{ index: 0, delta, finish_reason: finish }] });
  }

  /** One JSON body. */
  json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
    this.response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    this.response.end(JSON.stringify(body));
  }

  private event(body: object): void {
    this.response.write(this.textOf(body));
  }

  private textOf(body: object): string {
    const common = { id: this.id, object: 'chat.completion.chunk', created: seconds() };
    const data = { ...common, model: this.request.model, ...body };
    return `data: ${JSON.stringify(data)}\n\n`;
  }

  private usageOf(text: string): Usage {
    const prompt = tokensOf(JSON.stringify(this.request.messages)).length;
    const completion = tokensOf(text).length;
    return {
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
    };
  }
}

/** Resolves once more can be written, or nobody reads any more. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.once('drain', go).once('close', go);
  });
}

async function pause(ms: number | undefined): Promise<void> {
  if (ms !== undefined && ms > 0) await delay(ms);
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
