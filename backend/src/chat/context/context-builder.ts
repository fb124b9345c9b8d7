import { Injectable } from '@nestjs/common';
import { TurnSettings } from '../../config/index.js';
import type { ChatRequest, PromptMessage } from '../../llm/index.js';
import type { RecalledMemory, Recollection } from '../../memory/index.js';
import type { AnswerContext, PromptTokens, SpokenText } from '../../messages/index.js';
import { continuationOf } from './continuation.js';
import { fitHistory, sizeOf } from './history-window.js';
import { newMarkerCode, tokensOfMemories, withMemories } from './memory-block.js';
import { type MemorySelection, selectMemories } from './memory-selection.js';
import { fingerprintOf } from './prompt-fingerprint.js';
import { SYSTEM_PROMPT } from './system-prompt.js';

/** What a prompt is made of. */
export interface ContextParts {
  readonly message: string;
  /** The conversation so far, oldest first; its start may be missing. */
  readonly path: readonly SpokenText[];
  /** Messages in the conversation so far, with those that `path` lacks. */
  readonly pathLength: number;
  /** Undefined when recall failed or was late. */
  readonly recollection: Recollection | undefined;
  /** Whether the answer is made of quotes, without a model. */
  readonly quoting: boolean;
  /** Parts that are missing besides those that the recollection names. */
  readonly degraded: readonly string[];
  /** What there is of the answer already, where it is to be continued. */
  readonly unfinished?: string | undefined;
}

/** A prompt, and what is known of it. */
export interface BuiltContext {
  readonly request: ChatRequest;
  readonly used: readonly RecalledMemory[];
  readonly context: AnswerContext;
}

/** Tokens of the markers around the memories. */
const MARKERS = 60;

/**
 * Puts a prompt together within the token budget: the system prompt and the message always, then the
 * newest turns that fit beside the room kept for memories, then the best memories that fit.
 */
@Injectable()
export class ContextBuilder {
  private readonly systemTokens = sizeOf(SYSTEM_PROMPT);

  constructor(private readonly settings: TurnSettings) {}

  /** Whether a message fits into a prompt at all. */
  holds(message: string): boolean {
    return this.roomBeside(message) >= 0;
  }

  build(parts: ContextParts): BuiltContext {
    const { message, recollection, unfinished } = parts;
    const all = Math.max(0, this.roomBeside(message));
    const continued = unfinished === undefined ? null : continuationOf(unfinished, all);
    const room = Math.max(0, all - (continued?.tokens ?? 0));
    const memoryRoom = Math.min(this.settings.memoryTokens, Math.floor(room / 2));
    const history = fitHistory(parts.path, room - memoryRoom);
    const { used, lines, leftOut } = selected(parts, history.ids, memoryRoom);
    const code = used.length > 0 ? newMarkerCode() : null;
    const tokens = this.tokensOf(message, {
      history: history.tokens + (continued?.tokens ?? 0),
      memories: tokensOfMemories(message, lines),
    });
    const last = withMemories(message, lines, code);
    const messages = [...promptOf(history.messages, last), ...(continued?.messages ?? [])];
    return {
      request: {
        messages,
        memories: used.map(toQuotable),
        maxTokens: this.settings.answerTokens,
      },
      used,
      context: {
        memories: used.map(toReference),
        leftOut,
        history: {
          sent: history.ids.length,
          leftOut: parts.pathLength - history.ids.length,
          messageIds: history.ids,
        },
        recall: recollection ? toRecallFigures(recollection) : null,
        tokens,
        promptTokens: tokens.system + tokens.history + tokens.memories + tokens.message,
        seal: { code, prompt: fingerprintOf(messages) },
        ...(continued && { continued: continued.sent }),
        degraded: [...parts.degraded, ...(recollection?.degraded ?? [])],
      },
    };
  }

  private tokensOf(
    message: string,
    rest: Pick<PromptTokens, 'history' | 'memories'>,
  ): PromptTokens {
    return { system: this.systemTokens, message: sizeOf(message), ...rest };
  }

  private roomBeside(message: string): number {
    const { contextTokens, answerTokens } = this.settings;
    return contextTokens - answerTokens - this.systemTokens - sizeOf(message);
  }
}

const NOTHING: Pick<Recollection, 'items' | 'nothingFits' | 'leftOut'> = {
  items: [],
  nothingFits: true,
  leftOut: [],
};

const selected = (
  { recollection, quoting }: ContextParts,
  shown: readonly string[],
  room: number,
): MemorySelection =>
  selectMemories(recollection ?? NOTHING, {
    shown: new Set(shown),
    budget: room - MARKERS,
    quoting,
  });

/** All messages of a prompt. @param last the person's message with the memories before it. */
export const promptOf = (history: readonly PromptMessage[], last: string): PromptMessage[] => [
  { role: 'system', text: SYSTEM_PROMPT },
  ...history,
  { role: 'user', text: last },
];

const toReference = ({
  memoryId,
  score,
  parts,
  tokens,
  outdatedBy,
  outdatedAt,
}: RecalledMemory) => ({
  memoryId,
  score,
  parts,
  tokens,
  ...(outdatedBy === null ? {} : { outdatedBy, outdatedAt }),
});

const toRecallFigures = ({ confidence, nothingFits, timings }: Recollection) => ({
  confidence,
  nothingFits,
  timings,
});

const toQuotable = ({ text, at, sources }: RecalledMemory) => ({
  text,
  at,
  source: sources[0]?.sessionTitle ?? '',
});
