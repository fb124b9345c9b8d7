import { Injectable, Logger } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { retryWhileAway } from '../database/index.js';
import {
  type Candidate,
  type ChatModel,
  ModelChoice,
  ModelError,
  RecallOnlyModel,
} from '../llm/index.js';
import { type AnswerEnd, MessagesService } from '../messages/index.js';
import { DomainError } from '../shared/index.js';
import { ended, failed, finished } from './answer-ends.js';
import { begun } from './begun.js';
import type { BuiltContext } from './context/index.js';
import type { RunningTurn } from './running-turn.js';
import { TURN_ENDED, type TurnEnded } from './turn-ended.event.js';
import type { TurnFailure } from './turn-events.js';
import { type Gathered, TurnPreparation } from './turn-preparation.service.js';
import type { Turn } from './turn.js';

/** Milliseconds for which an answer that has ended waits for a database that is away. */
const KEEPING = 20_000;

/** Runs one turn from the accepted message to the kept answer. */
@Injectable()
export class TurnRunner {
  private readonly logger = new Logger(TurnRunner.name);

  constructor(
    private readonly preparation: TurnPreparation,
    private readonly models: ModelChoice,
    private readonly messages: MessagesService,
    private readonly hints: EventEmitter2,
  ) {}

  /** Never rejects: whatever happens, `running` is closed and says what. */
  async run(turn: Turn, running: RunningTurn): Promise<void> {
    const startedAt = performance.now();
    const end = await this.answer(turn, running);
    running.flush();
    const failure = await this.keep(turn, running, end);
    running.close({ finishReason: end.finishReason ?? 'error', usage: end.usage }, failure);
    const milliseconds = Math.round(performance.now() - startedAt);
    const hint: TurnEnded = { turn, status: end.status, failure, milliseconds };
    this.hints.emit(TURN_ENDED, hint);
  }

  /** Asks one candidate after the other until one speaks; from then on nobody else does. */
  private async answer(turn: Turn, running: RunningTurn): Promise<AnswerEnd> {
    let [candidate, ...others] = this.models.chain();
    let gathered: Gathered | undefined;
    let built: BuiltContext | undefined;
    const so = () => ({
      text: running.text,
      model: candidate.model.inUse.name,
      context: built?.context ?? null,
    });
    for (;;) {
      try {
        gathered ??= await this.preparation.gather(turn, candidate);
        built = this.preparation.build(turn, candidate, gathered);
        const end = await this.listen(turn, running, candidate.model, built);
        return finished(so(), end);
      } catch (cause) {
        if (cause instanceof ModelError && !running.text && !running.signal.aborted) {
          this.logger.warn(
            { messageId: turn.answerId, code: cause.code },
            'a model did not answer',
          );
          [candidate = quotesAfter(cause), ...others] = others;
          continue;
        }
        // Whatever happens, a turn is announced before it ends.
        if (!running.isOpen) this.announce(turn, running, candidate.model, built);
        if (running.signal.aborted) return ended(so(), running.signal.reason);
        if (!(cause instanceof DomainError)) this.logger.error({ err: cause }, 'a turn failed');
        return failed(so(), cause);
      }
    }
  }

  /** The model is asked before readers are told of it: what that takes, it may work. */
  private async listen(turn: Turn, running: RunningTurn, model: ChatModel, built: BuiltContext) {
    const events = model.stream(built.request, running.signal);
    const announce = () => {
      this.announce(turn, running, model, built);
    };
    for await (const event of begun(events, announce)) {
      if (event.type === 'token') running.say(event.text);
      else return event;
    }
    throw new DomainError('model_cut', 502, 'The model broke off.');
  }

  /** Says who answers, and from what; again, before the first token, when somebody else has to. */
  private announce(turn: Turn, running: RunningTurn, model: ChatModel, built?: BuiltContext): void {
    const meta = {
      messageId: turn.answerId,
      userMessageId: turn.userMessage.id,
      streamId: turn.answerId,
      model: model.inUse.name,
      degraded: built?.context.degraded ?? [],
    };
    running.open(meta, built?.used ?? [], built?.context ?? null);
  }

  private async keep(
    turn: Turn,
    running: RunningTurn,
    end: AnswerEnd,
  ): Promise<TurnFailure | undefined> {
    try {
      const { userId, answerId } = turn;
      await retryWhileAway(() => this.messages.finish(userId, answerId, end), KEEPING);
    } catch (cause) {
      this.logger.error({ err: cause }, 'an answer was not kept');
      return {
        code: 'answer_not_kept',
        message:
          'The answer could not be kept, since the database does not answer. Your message is kept.',
        retryable: true,
        partial: running.text !== '',
      };
    }
    return end.failure ? { ...end.failure, partial: running.text !== '' } : undefined;
  }
}

/** When no model speaks, what is remembered does. */
const quotesAfter = (failure: ModelError): Candidate => ({
  model: RecallOnlyModel.insteadOf(failure),
  degraded: ['model'],
});
