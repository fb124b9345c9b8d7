import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { vi } from 'vitest';
import { Conversation } from '../app/chat/conversation';
import { ConversationStore } from '../app/chat/conversation-store';
import { TabNews } from '../app/chat/tab-news';
import { TurnStore } from '../app/chat/turn-store';
import { aSession } from './builders';
import { FakeServer, json } from './fake-server';

/** The chat without its page: the stores, a server, and an address bar that only takes notes. */
export class ChatRoom {
  readonly navigate = vi.fn((_to: unknown[]) => Promise.resolve(true));
  readonly server = new FakeServer()
    .on('POST sessions', json(aSession({ title: 'New chat' }), 201))
    .on('GET sessions/s1', json(aSession({ title: 'Tea' })));
  /** Conversations that other tabs were told of. */
  readonly told: string[] = [];
  /** As if another tab had told of one. */
  tellHere: (sessionId: string) => void = () => undefined;
  readonly turns: TurnStore;
  readonly conversations: ConversationStore;

  constructor() {
    const router = { provide: Router, useValue: { navigate: this.navigate } };
    const news = {
      provide: TabNews,
      useValue: {
        tell: (id: string) => this.told.push(id),
        listen: (heard: (id: string) => void) => (this.tellHere = heard),
      },
    };
    TestBed.configureTestingModule({ providers: [router, news] });
    this.turns = TestBed.inject(TurnStore);
    this.conversations = TestBed.inject(ConversationStore);
  }

  /** A conversation that is a session already. */
  known(id = 's1'): Conversation {
    const conversation = new Conversation(id);
    conversation.state.set('ready');
    this.conversations.adopt(conversation, id);
    return conversation;
  }

  /** The ids that messages were sent under, oldest first. */
  requestIds(what = 'POST sessions/s1/messages'): unknown[] {
    return this.server
      .asked(what)
      .map(({ body }): unknown => Reflect.get(Object(body), 'requestId'));
  }
}

/** What stands on the page: who, the text, and how the message stands. */
export function onShow(conversation: Conversation): string[] {
  const turn = conversation.turn();
  return conversation.messages().map((message) => {
    const text = turn?.answerKey === message.key ? turn.text() || message.text : message.text;
    return `${message.role}: ${text} (${message.status})`;
  });
}
