import type { ModelPatience } from '../config/index.js';
import { ModelError } from './model-error.js';

/** After the finish reason only the usage is still to come, from some servers, and it is not worth a wait. */
const USAGE_PATIENCE = 1_000;

/**
 * Watches that each phase of an answer ends in time, all counted from the call on: headers, first token,
 * the pauses between tokens, the whole. The `openai` package's own time limit does not cover a stream.
 */
export class AnswerClock {
  private readonly controller = new AbortController();
  private readonly startedAt = performance.now();
  private readonly whole: NodeJS.Timeout;
  private phase: NodeJS.Timeout | undefined;
  private spoke = false;

  /** @param where the model's address, for the words of the failure. */
  constructor(
    private readonly where: string,
    private readonly patience: ModelPatience,
    private readonly reasons: boolean,
  ) {
    this.whole = this.after(
      patience.whole,
      `took longer than ${inSeconds(patience.whole)} (MODEL_ANSWER_SECONDS)`,
    );
    this.next(
      patience.headers,
      `did not begin to answer within ${inSeconds(patience.headers)}. One that has to be loaded first may need longer: MODEL_HEADERS_SECONDS`,
    );
  }

  /** Aborted with a `ModelError` when a phase takes too long. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The response has begun. */
  headers(): void {
    const { firstToken, reasoning } = this.patience;
    const limit = this.reasons ? reasoning : firstToken;
    const name = this.reasons ? 'MODEL_REASONING_SECONDS' : 'MODEL_FIRST_TOKEN_SECONDS';
    this.next(
      limit - (performance.now() - this.startedAt),
      `said nothing within ${inSeconds(limit)} (${name})`,
    );
  }

  /** The model said something, aloud or to itself: from now on only pauses count. */
  token(): void {
    this.spoke = true;
    this.alive();
  }

  /** Something else came. Before the first token this is no sign of life: any proxy can send it. */
  alive(): void {
    if (this.spoke) this.next(this.patience.silence, 'fell silent in the middle');
  }

  /** The model said that it is done. */
  finished(): void {
    this.next(USAGE_PATIENCE, 'fell silent at the end');
  }

  /** Watches no longer. */
  rest(): void {
    clearTimeout(this.whole);
    clearTimeout(this.phase);
  }

  private next(milliseconds: number, what: string): void {
    clearTimeout(this.phase);
    this.phase = this.after(milliseconds, what);
  }

  private after(milliseconds: number, what: string): NodeJS.Timeout {
    return setTimeout(() => {
      const detail = `The model at ${this.where} ${what}.`;
      this.controller.abort(new ModelError('model_timeout', 504, detail, true));
    }, milliseconds);
  }
}

const inSeconds = (milliseconds: number): string => `${milliseconds / 1_000} s`;
