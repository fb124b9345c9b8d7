import type { SpokenText } from '../../messages/index.js';
import type { PromptMessage } from '../../llm/index.js';
import { countTokens } from '../../shared/index.js';

/** Tokens that a chat template puts around each message, at most, in the models we know. */
export const TOKENS_AROUND_A_MESSAGE = 8;

/** The part of a conversation that goes into a prompt. */
export interface HistoryWindow {
  readonly messages: readonly PromptMessage[];
  /** Ids of the messages that are in it. */
  readonly ids: readonly string[];
  readonly tokens: number;
}

/**
 * The newest turns that fit, each whole or not at all. A turn is a person's message and its answer.
 * @param path the conversation, oldest first.
 */
export function fitHistory(path: readonly SpokenText[], tokenBudget: number): HistoryWindow {
  const kept: { turn: readonly SpokenText[]; messages: readonly PromptMessage[] }[] = [];
  let tokens = 0;
  for (const turn of toTurns(path).reverse()) {
    const messages = toPrompt(turn);
    const size = messages.reduce((sum, { text }) => sum + sizeOf(text), 0);
    if (tokens + size > tokenBudget) break;
    tokens += size;
    kept.unshift({ turn, messages });
  }
  return {
    messages: kept.flatMap(({ messages }) => messages),
    ids: kept.flatMap(({ turn }) => turn.map(({ id }) => id)),
    tokens,
  };
}

/** Tokens of one message in a prompt. */
export const sizeOf = (text: string): number => countTokens(text) + TOKENS_AROUND_A_MESSAGE;

/** Messages of a conversation as they stand in a prompt. @param messages oldest first. */
export const asPrompt = (messages: readonly SpokenText[]): PromptMessage[] =>
  toTurns(messages).flatMap((turn) => toPrompt(turn));

function toTurns(path: readonly SpokenText[]): SpokenText[][] {
  const turns: SpokenText[][] = [];
  for (const message of path) {
    if (message.role === 'user') turns.push([message]);
    // An answer at the very start is the rest of a turn whose beginning was not read.
    else turns.at(-1)?.push(message);
  }
  return turns;
}

function toPrompt(turn: readonly SpokenText[]): PromptMessage[] {
  const messages = turn.map(({ role, text }) => ({ role, text: text || UNANSWERED }));
  // Many chat templates want the roles to take turns.
  return messages.length === 1 ? [...messages, { role: 'assistant', text: UNANSWERED }] : messages;
}

const UNANSWERED = '(This message was not answered.)';
