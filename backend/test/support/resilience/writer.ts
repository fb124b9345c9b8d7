import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiClient } from '../api-client.ts';
import type { Journal } from './journal.ts';

/** Milliseconds between two attempts at a product that is not there. */
const TRY_AGAIN = 50;
/** Milliseconds after which a message that nobody takes is a fault. */
const GIVE_UP = 120_000;

/** What `fetch` throws for a connection that is refused or breaks, and what a product says that stops. */
const BROKEN = /^TypeError: (fetch failed|terminated)|"status":503/;

/**
 * Says one thing after the other, each until it is answered: what broke off is sent again with the
 * same request id, as the page does it.
 */
export class Writer {
  private readonly name: string;
  private readonly session: string;
  private readonly journal: Journal;
  private readonly api: () => ApiClient;

  /** @param api the product as it runs now. */
  constructor(name: string, session: string, journal: Journal, api: () => ApiClient) {
    this.name = name;
    this.session = session;
    this.journal = journal;
    this.api = api;
  }

  /** Writes until it is told to end; the last message is said to its end. */
  async writeUntil(signal: AbortSignal): Promise<void> {
    for (let count = 1; !signal.aborted; count++) {
      await this.say(`${this.name} says number ${count}.`);
    }
  }

  private async say(text: string): Promise<void> {
    const requestId = randomUUID();
    const deadline = Date.now() + GIVE_UP;
    while (!(await this.isAnswered(text, requestId))) {
      if (Date.now() > deadline) throw new Error(`Nobody took "${text}"`);
      await delay(TRY_AGAIN);
    }
  }

  /** @returns false when the connection was refused or broke. */
  private async isAnswered(text: string, requestId: string): Promise<boolean> {
    this.journal.requests += 1;
    const sessionId = this.session;
    try {
      for await (const { event, data } of this.api().send(sessionId, text, requestId)) {
        if (event === 'meta') {
          const messageId = String(data['userMessageId']);
          this.journal.acknowledge({ requestId, messageId, sessionId, text });
        }
        if (event === 'done') return true;
      }
      return false;
    } catch (error) {
      // A process that dies, or is not there yet, is what this is about; all else is a fault.
      if (BROKEN.test(String(error))) return false;
      throw error;
    }
  }
}
