import { Injectable, Logger } from '@nestjs/common';
import { concat, defer, from, map, type Observable } from 'rxjs';
import { MemoryRecall } from '../memory/index.js';
import type { Message, MessageFailure } from '../messages/index.js';
import type { NumberedEvent } from './streams/stream-position.js';
import type { TurnEvent } from './turn-events.js';

/** Tells a turn that has ended once more, from what is kept of it. */
@Injectable()
export class StoredTurn {
  private readonly logger = new Logger(StoredTurn.name);

  constructor(private readonly recall: MemoryRecall) {}

  /** The whole turn, its events counted from 1. */
  replay({ userMessage, answer }: StoredPair): Observable<NumberedEvent> {
    const meta: TurnEvent = {
      type: 'meta',
      data: {
        messageId: answer.id,
        userMessageId: userMessage.id,
        streamId: answer.id,
        model: answer.model,
        degraded: answer.context?.degraded ?? [],
      },
    };
    return concat(
      from([meta]),
      defer(() => this.memories(answer, userMessage.text)),
      from(telling(answer)),
    ).pipe(map((event, index) => ({ sequence: index + 1, event })));
  }

  /** How the turn ended, with the whole text, for a reader who was there at that position. */
  end(answer: Message, position: number): Observable<NumberedEvent> {
    const events = [...ending(answer, answer.text)];
    return from(events.map((event, index) => ({ sequence: position + index + 1, event })));
  }

  private async memories({ userId, context }: Message, question: string): Promise<TurnEvent> {
    const references = (context?.memories ?? []).map((used) => ({ ...used, question }));
    try {
      const used = await this.recall.again(userId, references);
      return { type: 'memory', data: { used: used.filter((memory) => memory !== undefined) } };
    } catch (cause) {
      // The answer itself is here already: better without its memories than not at all.
      this.logger.warn({ err: cause }, 'a turn is told again without its memories');
      return { type: 'memory', data: { used: [] } };
    }
  }
}

function* telling(answer: Message): Generator<TurnEvent> {
  if (answer.text) yield { type: 'token', data: { text: answer.text } };
  yield* ending(answer);
}

function* ending(answer: Message, text?: string): Generator<TurnEvent> {
  const failure = answer.failure ?? (answer.status === 'streaming' ? LOST : undefined);
  if (failure) yield { type: 'error', data: { ...failure, partial: answer.text !== '' } };
  const end = { finishReason: answer.finishReason ?? 'error', usage: answer.usage };
  yield { type: 'done', data: text === undefined ? end : { ...end, text } };
}

const LOST: MessageFailure = {
  code: 'answer_elsewhere',
  message: 'This answer is not made by this server. Reload in a moment.',
  retryable: true,
};

/** A turn as it is kept. */
export interface StoredPair {
  readonly userMessage: Message;
  readonly answer: Message;
}
