import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { DatabaseSettings } from '../../config/index.js';
import { Foreground } from '../../foreground/index.js';
import { AnswerStreams, type Beat, type Checkpoint } from '../../messages/index.js';
import type { Origin } from '../running-turn.js';
import { OrphanedAnswers } from './orphaned-answers.js';
import { RunningTurns, type TurnAtWork } from './running-turns.js';

/** Milliseconds between looks at the running turns, and at who asked for a stop elsewhere. */
const LOOK = 100;
/** What is kept of an answer lags behind by at most so many milliseconds, or characters. */
const MOST_BEHIND = { time: 1_000, length: 2_048 };
/** Milliseconds between signs of life of an answer to which nothing is added. */
const BEAT = 2_000;
/** Milliseconds after a failure. */
const PAUSE = 1_000;

/** What is kept of one turn, or is not yet. */
interface Kept {
  readonly sequence: number;
  readonly length: number;
  readonly at: number;
  /** Its origin, which is written once: a context may be as long as an answer. Undefined: nothing is kept yet. */
  readonly origin: Origin | undefined;
}

/**
 * Keeps running answers in the database as they grow, all of this process in one statement, so that
 * a crash leaves what was said, and other processes can follow. It works while turns run.
 */
@Injectable()
export class Checkpoints {
  private readonly logger = new Logger(Checkpoints.name);
  private readonly kept = new WeakMap<TurnAtWork, Kept>();
  private isAwake = false;
  /** Whether other processes may follow; nobody shares the embedded database. */
  private readonly isShared: boolean;

  constructor(
    private readonly atWork: RunningTurns,
    private readonly streams: AnswerStreams,
    private readonly orphans: OrphanedAnswers,
    private readonly foreground: Foreground,
    database: DatabaseSettings,
  ) {
    this.isShared = database.url !== undefined;
  }

  /** A turn has begun. */
  wake(): void {
    if (this.isAwake) return;
    this.isAwake = true;
    void this.work();
  }

  private async work(): Promise<void> {
    let isFailing = false;
    for (;;) {
      // Not at once: what the first token needs of the database comes first.
      await delay(isFailing ? PAUSE : LOOK, undefined, { ref: false });
      if (this.atWork.all.length === 0) break;
      try {
        await this.look();
        isFailing = false;
      } catch (err) {
        // The answers go on, and are kept at their end; the next look may succeed.
        if (!isFailing) this.logger.warn({ err }, 'running answers could not be kept');
        isFailing = true;
        this.orphans.noteFault(err);
      }
    }
    this.isAwake = false;
  }

  private async look(): Promise<void> {
    const now = performance.now();
    const { all } = this.atWork;
    const { grown = [], still = [] } = Object.groupBy(all, (entry) =>
      this.hasGrown(entry, now) ? 'grown' : 'still',
    );
    const silent = still.filter((entry) => this.isSilent(entry, now));
    if (grown.length > 0) await this.save(grown, now);
    if (!this.isShared) return;
    if (silent.length > 0) await this.beat(silent, now);
    if (all.length > 0) await this.stopWhatIsAsked(all);
  }

  /** Of a turn that has just begun there is nothing yet that would have to be shown to others. */
  private keptOf(entry: TurnAtWork, now: number): Kept {
    const kept = this.kept.get(entry) ?? { sequence: 0, length: 0, at: now, origin: undefined };
    this.kept.set(entry, kept);
    return kept;
  }

  private async save(entries: readonly TurnAtWork[], now: number): Promise<void> {
    const checkpoints = entries.map((entry) => toCheckpoint(entry, this.keptOf(entry, now).origin));
    const origins = entries.map(({ running }) => running.origin);
    const beats = await this.streams.save(checkpoints);
    const saved = new Set(beats.map(({ answerId }) => answerId));
    entries.forEach((entry, index) => {
      if (!saved.has(entry.turn.answerId)) return;
      const { sequence = 0, text = '' } = checkpoints[index] ?? {};
      const origin = origins[index];
      this.kept.set(entry, { sequence, length: text.length, at: now, origin });
    });
    await this.hear(entries, beats);
  }

  private async beat(entries: readonly TurnAtWork[], now: number): Promise<void> {
    const beats = await this.streams.beat(entries.map(({ turn }) => turn.answerId));
    for (const entry of entries) this.kept.set(entry, { ...this.keptOf(entry, now), at: now });
    await this.hear(entries, beats);
  }

  /** @param beats of those that are still to be made; the others were deleted, or are thought dead. */
  private async hear(entries: readonly TurnAtWork[], beats: readonly Beat[]): Promise<void> {
    const byId = new Map(beats.map((beat) => [beat.answerId, beat]));
    for (const { turn, running } of entries)
      if (byId.get(turn.answerId)?.isRead) running.hearReader();
    const missing = entries.filter(({ turn }) => !byId.has(turn.answerId));
    if (missing.length === 0) return;
    const revived = await this.streams.revive(missing.map(({ turn }) => turn.answerId));
    for (const { turn, running } of missing)
      if (!revived.includes(turn.answerId)) running.end('stopped');
  }

  private async stopWhatIsAsked(entries: readonly TurnAtWork[]): Promise<void> {
    const asked = await this.streams.askedToStop(entries.map(({ turn }) => turn.answerId));
    for (const { turn, running } of entries)
      if (asked.includes(turn.answerId)) running.end('stopped');
  }

  private hasGrown(entry: TurnAtWork, now: number): boolean {
    const kept = this.keptOf(entry, now);
    const { sequence, text } = entry.running.told;
    if (kept.origin && sequence === kept.sequence) return false;
    // Who follows elsewhere waits for the beginning; who waits here for theirs goes first.
    const isBeginning = this.isShared && kept.length === 0 && text.length > 0;
    if (isBeginning && !this.foreground.isWaitedFor) return true;
    const { time, length } = MOST_BEHIND;
    return text.length - kept.length >= length || now - kept.at >= time;
  }

  private isSilent(entry: TurnAtWork, now: number): boolean {
    const { origin, at } = this.keptOf(entry, now);
    return origin !== undefined && now - at >= BEAT;
  }
}

/** @param kept the origin that was written last. */
function toCheckpoint({ turn, running }: TurnAtWork, kept: Origin | undefined): Checkpoint {
  const { answerId, userId } = turn;
  const origin = running.origin === kept ? { model: null, context: null } : running.origin;
  return { answerId, userId, ...running.told, ...origin };
}
