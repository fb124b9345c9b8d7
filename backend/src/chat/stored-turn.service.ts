import { Injectable, Logger } from '@nestjs/common';
import { from, map, mergeAll, type Observable } from 'rxjs';
import { MemoryRecall } from '../memory/index.js';
import { type Message, MessagesService } from '../messages/index.js';
import type { NumberedEvent } from './streams/stream-position.js';
import type { TurnEvent } from './turn-events.js';

/** Tells turns once more, from what is kept of them. */
@Injectable()
export class StoredTurn {
  private readonly logger = new Logger(StoredTurn.name);

  constructor(
    private readonly messages: MessagesService,
    private readonly recall: MemoryRecall,
  ) {}

  /** All of a turn that has ended, its events counted from 1. */
  replay(answer: Message): Observable<NumberedEvent> {
    return from(this.all(answer)).pipe(
      mergeAll(),
      map((event, index) => ({ sequence: index + 1, event })),
    );
  }

  /** How a turn ended, with the whole text, for a reader who was there at that position. */
  end(answer: Message, position: number): Observable<NumberedEvent> {
    const events = [...this.ending(answer, answer.text)];
    return from(events.map((event, index) => ({ sequence: position + index + 1, event })));
  }

  /** `meta` and `memory`. */
  async opening(answer: Message): Promise<TurnEvent[]> {
    const { id, userId, parentId, model, context } = answer;
    const [question] = await this.messages.byIds(userId, parentId === null ? [] : [parentId]);
    const degraded = context?.degraded ?? [];
    const ids = { messageId: id, userMessageId: question?.id ?? '', streamId: id };
    return [
      { type: 'meta', data: { ...ids, model, degraded } },
      await this.memories(answer, question?.text ?? ''),
    ];
  }

  /** `error`, where there was one, and `done`. @param text goes with `done`. */
  *ending(
    { failure, finishReason, usage, ...answer }: Message,
    text?: string,
  ): Generator<TurnEvent> {
    if (failure) yield { type: 'error', data: { ...failure, partial: answer.text !== '' } };
    const end = { finishReason: finishReason ?? 'error', usage };
    yield { type: 'done', data: text === undefined ? end : { ...end, text } };
  }

  private async all(answer: Message): Promise<TurnEvent[]> {
    const { text } = answer;
    const said: TurnEvent[] = text ? [{ type: 'token', data: { text } }] : [];
    return [...(await this.opening(answer)), ...said, ...this.ending(answer)];
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
