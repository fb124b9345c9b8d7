import { Injectable } from '@nestjs/common';
import type { RunningTurn } from '../running-turn.js';
import type { Turn } from '../turn.js';

/** A turn that this process runs. */
export interface TurnAtWork {
  readonly turn: Turn;
  readonly running: RunningTurn;
}

/** The turns that this process runs, by the id of their answer. */
@Injectable()
export class RunningTurns {
  private readonly byId = new Map<string, TurnAtWork>();

  /** All, in the order they began. */
  get all(): readonly TurnAtWork[] {
    return [...this.byId.values()];
  }

  /** Knows a turn until its work has ended. */
  add(entry: TurnAtWork, work: Promise<void>): void {
    const id = entry.turn.answerId;
    this.byId.set(id, entry);
    void work.finally(() => {
      // It may have been continued since.
      if (this.byId.get(id) === entry) this.byId.delete(id);
    });
  }

  /** The user's running turn with that answer; undefined for another's. */
  find(userId: string, answerId: string): RunningTurn | undefined {
    const found = this.byId.get(answerId);
    return found?.turn.userId === userId ? found.running : undefined;
  }
}
