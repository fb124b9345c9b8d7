import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { TurnSettings } from '../../config/index.js';
import type { ChatRequest } from '../../llm/index.js';
import type { RecalledMemory } from '../../memory/index.js';
import type { AnswerContext, Message } from '../../messages/index.js';
import { countTokens } from '../../shared/index.js';
import { fitHistory, type HistoryWindow, sizeOf } from './history-window.js';
import { quote, withMemories } from './memory-block.js';

/** What a prompt is made of. */
export interface ContextParts {
  readonly message: string;
  /** The conversation so far, oldest first; its start may be missing. */
  readonly path: readonly Message[];
  /** Messages in the conversation so far, with those that `path` lacks. */
  readonly pathLength: number;
  /** Best first. */
  readonly recalled: readonly RecalledMemory[];
  readonly degraded: readonly string[];
}

/** A prompt, and what is known of it. */
export interface BuiltContext {
  readonly request: ChatRequest;
  readonly used: readonly RecalledMemory[];
  readonly context: AnswerContext;
}

/** The text before everything; the same in each prompt, so that a provider's prompt cache holds. */
const SYSTEM_PROMPT = readFileSync(
  new URL('../../../prompts/system.md', import.meta.url),
  'utf8',
).trim();

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
    const room = Math.max(0, this.roomBeside(parts.message));
    const memoryRoom = Math.min(this.settings.memoryTokens, Math.floor(room / 2));
    const history = fitHistory(parts.path, room - memoryRoom);
    const used = fitMemories(parts.recalled, history, memoryRoom - MARKERS);
    const last = withMemories(parts.message, used);
    const messages = [
      { role: 'system' as const, text: SYSTEM_PROMPT },
      ...history.messages,
      { role: 'user' as const, text: last },
    ];
    return {
      request: { messages, memories: used.map(toQuotable), maxTokens: this.settings.answerTokens },
      used,
      context: {
        memories: used.map(({ memoryId, score, parts, tokens }) => ({
          memoryId,
          score,
          parts,
          tokens,
        })),
        history: { sent: history.ids.length, leftOut: parts.pathLength - history.ids.length },
        promptTokens: this.systemTokens + history.tokens + sizeOf(last),
        degraded: parts.degraded,
      },
    };
  }

  private roomBeside(message: string): number {
    const { contextTokens, answerTokens } = this.settings;
    return contextTokens - answerTokens - this.systemTokens - sizeOf(message);
  }
}

function fitMemories(
  recalled: readonly RecalledMemory[],
  history: HistoryWindow,
  budget: number,
): RecalledMemory[] {
  // What the conversation itself shows needs no reminder.
  const shown = new Set(history.ids);
  let left = budget;
  return recalled.filter((memory) => {
    if (memory.sources.some(({ messageId }) => shown.has(messageId))) return false;
    const size = countTokens(quote(memory));
    if (size > left) return false;
    left -= size;
    return true;
  });
}

const toQuotable = ({ text, at, sources }: RecalledMemory) => ({
  text,
  at,
  source: sources[0]?.sessionTitle ?? '',
});
