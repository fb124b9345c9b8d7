import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { type AnswerStream, AnswerStreams } from '../../messages/index.js';
import { notFound } from '../../shared/index.js';
import { StoredTurn } from '../stored-turn.service.js';
import { RunningTurns } from './running-turns.js';
import { StreamFollower } from './stream-follower.js';
import { aheadOfStream, beginOfRun, type NumberedEvent, positionIn } from './stream-position.js';

/** Tells streams to whoever comes back to them, wherever they are made and however they stand. */
@Injectable()
export class StreamsService {
  constructor(
    private readonly atWork: RunningTurns,
    private readonly stored: StoredTurn,
    private readonly follower: StreamFollower,
    private readonly streams: AnswerStreams,
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
    const stream = await this.streams.look(userId, streamId);
    if (!stream) throw notFound('stream');
    const position = positionIn(streamId, lastEventId);
    const { answer } = stream;
    if (isBeyond(position, stream)) throw aheadOfStream();
    if (answer.status === 'streaming') return this.follower.after(userId, streamId, position);
    return position === 0 ? this.stored.replay(answer) : this.stored.end(answer, position);
  }
}

/** Events of a turn besides its text: `meta`, `memory`, `error`, `done`. */
const AROUND_TEXT = 4;

/**
 * Events that an answer may have been told of beyond what is kept of it, while another process makes it
 * or after that one has died: at one each 40 ms, three minutes of them.
 */
const NOT_KEPT = 5_000;

/** Whether an answer never had so many events: each has a character at least. */
function isBeyond(position: number, { answer, sequence }: AnswerStream): boolean {
  const told = beginOfRun(sequence) + answer.text.length + AROUND_TEXT;
  const mayLag = answer.status === 'streaming' || answer.status === 'interrupted';
  return position > told + (mayLag ? NOT_KEPT : 0);
}
