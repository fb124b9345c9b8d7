import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import type { Observable } from 'rxjs';
import { TurnSettings } from '../config/index.js';
import { Foreground } from '../foreground/index.js';
import { Draining } from '../lifespan/index.js';
import type { Message } from '../messages/index.js';
import { SESSION_EMPTIED, type SessionEmptied } from '../sessions/index.js';
import { SPACE_EMPTIED, type SpaceEmptied } from '../spaces/index.js';
import { DomainError, newId, settledWithin } from '../shared/index.js';
import { Continuation } from './continuation.service.js';
import { RunningTurn } from './running-turn.js';
import { StoredTurn } from './stored-turn.service.js';
import { type IncomingMessage, TurnAcceptance } from './turn-acceptance.service.js';
import { type AnswerPlace, AnswerPlaces } from './answer-places.service.js';
import { Checkpoints } from './streams/checkpoints.js';
import { RemoteStop } from './streams/remote-stop.js';
import { RunningTurns } from './streams/running-turns.js';
import { StreamFollower } from './streams/stream-follower.js';
import type { NumberedEvent } from './streams/stream-position.js';
import { TurnRunner } from './turn-runner.service.js';
import type { Accepted, Turn } from './turn.js';

/** A turn that was asked for: running, or ended long ago. */
export interface BegunTurn {
  readonly answerId: string;
  /** All of its events, from the first; completes after `done`. */
  readonly events: Observable<NumberedEvent>;
}

/** Takes a message or an answer in, once it has claimed the place for a new answer. */
type Accept = (claim: () => void) => Promise<Accepted>;

/** Seconds after which another process may be there. */
const RESTART = 5;

/** Milliseconds that ended turns have to be kept when the server stops. */
const ENDING_PATIENCE = 3_000;

/** Begins turns, knows the running ones, and ends them. */
@Injectable()
export class TurnsService implements BeforeApplicationShutdown {
  private readonly logger = new Logger(TurnsService.name);
  private readonly beginning = new Map<string, Promise<unknown>>();

  constructor(
    private readonly acceptance: TurnAcceptance,
    private readonly continuation: Continuation,
    private readonly runner: TurnRunner,
    private readonly stored: StoredTurn,
    private readonly atWork: RunningTurns,
    private readonly checkpoints: Checkpoints,
    private readonly follower: StreamFollower,
    private readonly remote: RemoteStop,
    private readonly settings: TurnSettings,
    private readonly draining: Draining,
    private readonly places: AnswerPlaces,
    private readonly foreground: Foreground,
  ) {}

  /**
   * Accepts a message and begins to answer it; a repeated `requestId` gives the turn it began.
   * @throws {DomainError} what acceptance throws, `shutting_down`, `too_many_answers`, `server_busy`.
   */
  begin(incoming: IncomingMessage): Promise<BegunTurn> {
    const key = `${incoming.userId}:${incoming.requestId ?? newId()}`;
    return this.inTurn(incoming.userId, key, (claim) => this.acceptance.accept(incoming, claim));
  }

  /**
   * Lets the model go on with an unfinished answer; one that is being made is joined.
   * @throws {DomainError} what `Continuation.accept` throws, and `shutting_down`.
   */
  continue(userId: string, answerId: string): Promise<BegunTurn> {
    return this.inTurn(userId, answerId, (claim) =>
      this.continuation.accept(userId, answerId, claim),
    );
  }

  /** @throws {DomainError} `shutting_down` once the server stops. */
  checkOpen(): void {
    if (this.draining.isOn)
      throw new DomainError(
        'shutting_down',
        503,
        'The server is stopping. Send the message again in a moment.',
        { retryAfter: RESTART },
      );
  }

  /**
   * Ends a running turn and keeps what was said; of one that has ended nothing changes.
   * @throws {DomainError} `not_found` for an unknown or another's stream; `stop_unconfirmed`.
   */
  async stop(userId: string, streamId: string): Promise<void> {
    const running = this.atWork.find(userId, streamId);
    if (running) {
      running.end('stopped');
      await running.ended.promise;
    } else await this.remote.stop(userId, streamId);
  }

  /** What is said in a conversation that was deleted or cleared is for nobody. */
  @OnEvent(SESSION_EMPTIED)
  endTurnsOf({ sessionId }: SessionEmptied): void {
    for (const { turn, running } of this.atWork.all)
      if (turn.sessionId === sessionId) running.end('stopped');
  }

  /** The same for a space. */
  @OnEvent(SPACE_EMPTIED)
  endTurnsIn({ spaceId }: SpaceEmptied): void {
    for (const { turn, running } of this.atWork.all)
      if (turn.spaceId === spaceId) running.end('stopped');
  }

  /**
   * Lets all turns come to their end, and then ends them, before the HTTP server closes, which would
   * wait for open streams.
   */
  async beforeApplicationShutdown(): Promise<void> {
    this.places.turnAwayWaiting();
    await Promise.all(this.beginning.values());
    const { all } = this.atWork;
    const ended = Promise.all(all.map(({ running }) => running.ended.promise));
    if (all.length > 0) this.logger.log({ answers: all.length }, 'running answers are waited for');
    if (await settledWithin(ended, this.draining.patience)) return;
    for (const { running } of all) running.end('interrupted');
    await settledWithin(ended, ENDING_PATIENCE);
  }

  /** A repetition waits for its original: that one may be accepted and not yet be known as running. */
  private async inTurn(userId: string, key: string, accept: Accept): Promise<BegunTurn> {
    this.checkOpen();
    const begun = this.acceptAndRun(userId, accept, this.beginning.get(key));
    const settled = begun.catch(() => undefined);
    this.beginning.set(key, settled);
    void settled.then(() => {
      if (this.beginning.get(key) === settled) this.beginning.delete(key);
    });
    return begun;
  }

  private async acceptAndRun(
    userId: string,
    accept: Accept,
    earlier: Promise<unknown> | undefined,
  ): Promise<BegunTurn> {
    await earlier;
    const place = await this.places.enter(userId);
    const leaveForeground = this.foreground.enter();
    try {
      const accepted = await accept(() => {
        // It may have waited for a place meanwhile.
        this.checkOpen();
        place.claim();
      });
      if (accepted.kind === 'new') return this.run(accepted.turn, place, leaveForeground);
      place.leave();
      leaveForeground();
      return this.join(accepted.answer);
    } catch (error) {
      place.leave();
      leaveForeground();
      throw error;
    }
  }

  /** @param leaveForeground called once the model is asked: from then on it is waited for, not this process. */
  private run(turn: Turn, place: AnswerPlace, leaveForeground: () => void): BegunTurn {
    const patience = this.settings.abandonAfter;
    const running = new RunningTurn({ patience, ...turn.unfinished });
    void running.opened.promise.then(leaveForeground);
    const work = this.runner.run(turn, running).finally(() => {
      place.leave();
      leaveForeground();
    });
    this.atWork.add({ turn, running }, work);
    this.checkpoints.wake();
    return { answerId: turn.answerId, events: running.events };
  }

  private join(answer: Message): BegunTurn {
    const { id: answerId, userId, status } = answer;
    const running = this.atWork.find(userId, answerId);
    if (running) return { answerId, events: running.events };
    // It may have ended since it was read, and the follower sees that.
    const isElsewhere = status === 'streaming';
    const events = isElsewhere
      ? this.follower.after(userId, answerId, 0)
      : this.stored.replay(answer);
    return { answerId, events };
  }
}
