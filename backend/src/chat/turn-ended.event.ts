import type { MessageStatus } from '../messages/index.js';
import type { TurnFailure } from './turn-events.js';
import type { Turn } from './turn.js';

/** Name of the hint that a turn has ended. Hints die with the process: nothing may rest on them. */
export const TURN_ENDED = 'turn.ended';

/** A turn has ended. */
export interface TurnEnded {
  readonly turn: Turn;
  readonly status: MessageStatus;
  readonly failure: TurnFailure | undefined;
  /** From acceptance to the kept answer. */
  readonly milliseconds: number;
}
