import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { type Message, MessagesService } from '../../messages/index.js';
import { notFound } from '../../shared/index.js';
import { StoredTurn } from '../stored-turn.service.js';
import { RunningTurns } from './running-turns.js';
import { type NumberedEvent, positionIn } from './stream-position.js';

/** Tells streams to whoever comes back to them, wherever they stand. */
@Injectable()
export class StreamsService {
  constructor(
    private readonly atWork: RunningTurns,
    private readonly stored: StoredTurn,
    private readonly messages: MessagesService,
  ) {}

  /**
   * What a reader lacks of a stream, and what is still to come.
   * @param lastEventId of the last event that they have; without one all is told.
   * @throws {DomainError} `not_found`, also for another's; `last_event_id_malformed`,
   *   `last_event_id_foreign`, `last_event_id_ahead`.
   */
  async read(
    userId: string,
    streamId: string,
    lastEventId?: string,
  ): Promise<Observable<NumberedEvent>> {
    const running = this.atWork.find(userId, streamId);
    if (running) return running.after(positionIn(streamId, lastEventId));
    const answer = await this.answer(userId, streamId);
    const position = positionIn(streamId, lastEventId);
    return position === 0 ? this.whole(answer) : this.stored.end(answer, position);
  }

  private async answer(userId: string, id: string): Promise<Message> {
    const [answer] = await this.messages.byIds(userId, [id]);
    if (answer?.role !== 'assistant') throw notFound('stream');
    return answer;
  }

  private async whole(answer: Message): Promise<Observable<NumberedEvent>> {
    const { userId, parentId } = answer;
    const [userMessage] = await this.messages.byIds(userId, parentId === null ? [] : [parentId]);
    if (!userMessage) throw notFound('stream');
    return this.stored.replay({ userMessage, answer });
  }
}
