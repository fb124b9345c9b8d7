/** One message of a chat completion request, as far as a fake needs to read it. */
export interface ChatRequestMessage {
  readonly role: string;
  readonly content: string | readonly { readonly type: string; readonly text?: string }[];
}

/** The body of `POST /v1/chat/completions`. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatRequestMessage[];
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
}

/** How an answer's tokens come. */
export interface Pace {
  /** Milliseconds before the first token. */
  readonly firstTokenMs?: number;
  /** Milliseconds between tokens. */
  readonly paceMs?: number;
  /** Waits for `release()` once so many tokens are out. */
  readonly holdAfter?: number;
}

/** What the fake does with a chat completion request. */
export type Behaviour =
  | ({
      readonly kind: 'answer';
      readonly text?: string;
      readonly finish?: 'length';
      /** Leaves the usage out, although it was asked for. */
      readonly withoutUsage?: boolean;
      /** What it thinks first, in a field of its own, as models that reason send it. */
      readonly reasoning?: string;
    } & Pace)
  /** Answers with what the prompt holds about the question: proof that a memory reached the model. */
  | ({ readonly kind: 'answer-from-prompt' } & Pace)
  /** An error status before any token; the other two are the text of the headers of those names. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: string;
      readonly retryAfterMs?: string;
    }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** Sends the headers of a stream, then nothing. */
  | { readonly kind: 'silence' }
  /** Falls silent in the middle of the stream and keeps the connection open. */
  | ({ readonly kind: 'stall'; readonly afterTokens: number } & Pace)
  /** Resets the connection in the middle of the stream. */
  | ({ readonly kind: 'cut'; readonly afterTokens: number } & Pace)
  /** Ends the stream properly, yet without a `finish_reason` and without `[DONE]`. */
  | ({ readonly kind: 'clean-eof'; readonly afterTokens: number } & Pace)
  /** Goes on and on, as fast as it is read, until the client goes away. */
  | ({ readonly kind: 'endless' } & Pace)
  /** One token of so many characters, and a proper end. */
  | { readonly kind: 'huge-token'; readonly characters: number }
  /** One line that never ends, as fast as it is read. */
  | { readonly kind: 'endless-line' }
  /** A whole answer, each byte of it sent by itself, so that characters arrive in parts. */
  | { readonly kind: 'split'; readonly text?: string }
  /** Wants a tool that nobody offered, and says nothing. */
  | { readonly kind: 'tool-call' }
  /** Status 200 and this, whatever it is, in the place of a stream. */
  | { readonly kind: 'body'; readonly type: string; readonly body: string }
  /** Sends these lines as the stream, whatever they are, and ends it properly unless it stays `open`. */
  | { readonly kind: 'lines'; readonly lines: readonly string[]; readonly open?: boolean };

/** A behaviour, or a choice of one by what was asked. */
export type Script = Behaviour | ((request: ChatRequest) => Behaviour);

/** The words of a message, whichever of the two shapes it came in. */
export function textOf(message: ChatRequestMessage): string {
  if (typeof message.content === 'string') return message.content;
  return message.content.map((part) => part.text ?? '').join('\n');
}

/** Splits a text as a model would stream it: a word with the white space before it at a time. */
export function tokensOf(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}
