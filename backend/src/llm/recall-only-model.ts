import { ChatModel, type ChatRequest, type ModelEvent, type QuotableMemory } from './chat-model.js';
import type { ModelError } from './model-error.js';

const HOW_TO_CONNECT =
  '*No model is connected, so I can only quote you. Start Ollama, LM Studio or a llama.cpp server on ' +
  'this machine, or set `OPENAI_BASE_URL`, and I answer in words of my own.*';

/** What a person is told instead when there is a model, which did not answer. */
const notAnswered = (why: string): string =>
  `*${why} So I can only quote you this time; your message is kept. Retry asks the model again.*`;

const NOTHING_YET =
  'Nothing yet: I have kept your message, and found nothing you told me before that fits it.';

/** Most memories that one answer quotes. */
const QUOTES = 5;

/** Stands in where no model is: answers with quotes from memory, and makes up nothing. */
export class RecallOnlyModel extends ChatModel {
  readonly inUse;

  /**
   * @param why why no model is in use, one sentence.
   * @param last what stands below the quotes.
   */
  constructor(
    why: string,
    private readonly last = HOW_TO_CONNECT,
  ) {
    super();
    this.inUse = { mode: 'recall-only' as const, name: null, use: 'recall-only', why };
  }

  /** Stands in once, for a model that did not answer. */
  static insteadOf(failure: ModelError): RecallOnlyModel {
    return new RecallOnlyModel(failure.message, notAnswered(failure.message));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a port of models that do wait
  async *stream({ memories }: ChatRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    for (const text of paragraphs(memories, this.last)) {
      signal.throwIfAborted();
      yield { type: 'token', text };
    }
    yield { type: 'finish', reason: 'stop', usage: null };
  }

  async check(): Promise<void> {
    // Nothing outside is needed for quoting.
  }
}

function* paragraphs(memories: readonly QuotableMemory[], last: string): Generator<string> {
  if (memories.length === 0) yield `${NOTHING_YET}\n\n`;
  else yield 'This is what I have from you:\n\n';
  for (const memory of memories.slice(0, QUOTES)) {
    yield `${memory.text.replace(/^/gm, '> ')}\n\n— ${onDay(memory.at)}, in “${memory.source}”\n\n`;
  }
  yield last;
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

const onDay = (at: string): string => DAY.format(new Date(at));
