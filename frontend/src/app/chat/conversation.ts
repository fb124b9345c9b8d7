import { signal } from '@angular/core';
import { newId } from '../api/new-id';
import type { Message, Page, Role } from '../api/models';
import type { RunningTurn } from './running-turn';

/** A message as the page holds it. `key` stays the same when the server gives it its id. */
export interface ShownMessage extends Message {
  readonly key: string;
}

/** Where the reader was. */
export interface ReadingPlace {
  readonly top: number;
  readonly atEnd: boolean;
}

/** One conversation: what is shown, what runs, what is half typed, and where the reader was. */
export class Conversation {
  /** Null until the first message makes it a session on the server. */
  readonly id = signal<string | null>(null);
  readonly state = signal<'loading' | 'ready' | 'missing' | 'failed'>('ready');
  readonly messages = signal<readonly ShownMessage[]>([]);
  /** Leads to older messages; null when all are here. */
  readonly older = signal<string | null>(null);
  readonly turn = signal<RunningTurn | null>(null);
  readonly draft = signal('');
  /** Why the last message was not accepted, in words. */
  readonly notice = signal<string | null>(null);
  place: ReadingPlace = { top: 0, atEnd: true };
  /** The last message that may or may not have arrived: the same words go out under the same id. */
  unsent: { readonly requestId: string; readonly text: string } | null = null;

  constructor(id: string | null) {
    this.id.set(id);
    if (id !== null) this.state.set('loading');
  }

  /** Puts the user's words and an empty answer at the end. */
  begin(turn: RunningTurn): void {
    const { question, requestId, answerKey } = turn;
    const said = shown({ role: 'user', text: question, requestId });
    const answer = shown({ role: 'assistant', status: 'streaming', requestId }, answerKey);
    this.messages.update((messages) => [...messages, said, answer]);
    this.turn.set(turn);
  }

  /** Changes the message with this key. */
  change(key: string, to: Partial<ShownMessage>): void {
    this.messages.update((all) => all.map((m) => (m.key === key ? { ...m, ...to } : m)));
  }

  /** The user's message that this one answers, or comes after. */
  questionOf(answerKey: string): ShownMessage | undefined {
    const messages = this.messages();
    const at = messages.findIndex((message) => message.key === answerKey);
    return messages.slice(0, Math.max(at, 0)).findLast((message) => message.role === 'user');
  }

  /** Takes the newest page; messages that are here already keep their key, so nothing jumps. */
  takeNewest(page: Page<Message>): void {
    const before = this.messages();
    const first = before.findIndex((message) => message.id === page.items[0]?.id);
    const keep = first > 0 ? before.slice(0, first) : [];
    const keys = new Map(before.map((message) => [message.id, message] as const));
    this.messages.set([...keep, ...page.items.map((item) => adopt(item, keys.get(item.id)))]);
    if (keep.length === 0) this.older.set(page.nextCursor);
    this.forgetWhatArrived();
  }

  /** Takes the next older page. */
  takeOlder(page: Page<Message>): void {
    this.messages.update((messages) => [...page.items.map((item) => adopt(item)), ...messages]);
    this.older.set(page.nextCursor);
  }

  /** A message whose acceptance was not heard of stands here after all: it waits no longer. */
  private forgetWhatArrived(): void {
    const unsent = this.unsent;
    if (!unsent || !this.messages().some((m) => m.requestId === unsent.requestId)) return;
    this.unsent = null;
    if (this.draft() !== unsent.text) return;
    this.draft.set('');
    this.notice.set(null);
  }
}

function adopt(message: Message, before?: ShownMessage): ShownMessage {
  return { ...message, key: before?.key ?? message.id };
}

function shown(of: Partial<Message> & { readonly role: Role }, key = newId()): ShownMessage {
  const createdAt = new Date().toISOString();
  const empty = { parentId: null, text: '', model: null, finishReason: null, error: null };
  return {
    id: '',
    ...empty,
    status: 'complete',
    createdAt,
    requestId: null,
    memories: [],
    degraded: [],
    key,
    ...of,
  };
}
