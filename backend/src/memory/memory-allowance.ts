import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MemorySettings } from '../config/index.js';

/** Milliseconds that a count may be used while it leaves room; other processes write too. */
const COUNT_HOLDS = 600_000;
/** Milliseconds until it is looked again whether there is room by now. */
const FULL_HOLDS = 30_000;

interface Count {
  readonly at: number;
  /** Memories that this process may still write before it counts again. */
  room: number;
}

/**
 * How many memories each user may still have. Counting a million rows for each message would cost more
 * than the message, so a count is kept: what other processes write is seen late, and the limit may be
 * passed by as much.
 */
@Injectable()
export class MemoryAllowance {
  private readonly counts = new Map<string, Count>();
  /** The highest number given to a memory so far: nobody has more memories than that. */
  private highest = Infinity;

  constructor(private readonly settings: MemorySettings) {}

  /** @returns how many of `wanted` further memories of a user may be written. */
  async take(manager: EntityManager, userId: string, wanted: number): Promise<number> {
    if (this.highest + wanted <= this.settings.maxMemories) {
      // What is written now is not taken off it.
      this.counts.delete(userId);
      return wanted;
    }
    const count = await this.countOf(manager, userId, wanted);
    const granted = Math.min(wanted, count.room);
    count.room -= granted;
    return granted;
  }

  /** Gives back what was taken for memories that were not written. */
  giveBack(userId: string, untaken: number): void {
    const count = this.counts.get(userId);
    if (count) count.room += untaken;
  }

  /** Takes note of the number that the database gave to the newest memory. */
  noteNumber(number: number): void {
    this.highest = number;
  }

  private async countOf(manager: EntityManager, userId: string, wanted: number): Promise<Count> {
    const known = this.counts.get(userId);
    const holds = known && (known.room < wanted ? FULL_HOLDS : COUNT_HOLDS);
    if (known && known.at + (holds ?? 0) > Date.now()) return known;
    const [{ memories }] = await manager.query<[{ memories: number }]>(
      'SELECT count(*)::integer AS memories FROM memories WHERE user_id = $1',
      [userId],
    );
    const count = { at: Date.now(), room: Math.max(0, this.settings.maxMemories - memories) };
    this.counts.set(userId, count);
    return count;
  }
}
