import { Injectable, Logger } from '@nestjs/common';
import { TurnSettings } from '../config/index.js';
import type { Candidate } from '../llm/index.js';
import { MemoryRecall, type Recollection } from '../memory/index.js';
import { MessagesService, type SpokenText } from '../messages/index.js';
import { withinTime } from '../shared/index.js';
import { type BuiltContext, ContextBuilder } from './context/index.js';
import type { Turn } from './turn.js';

/** Most messages read for one prompt. */
const HISTORY_MESSAGES = 200;
/** Most memories asked for; the token budget cuts them further. */
const MEMORIES = 20;
/** Milliseconds that recall, or reading the history, may take before the turn goes on without it. */
const PATIENCE = 2_000;

/** What answers to a message are made from, or why a part of it is missing. */
export interface Gathered {
  readonly recalled: PromiseSettledResult<Recollection>;
  readonly path: PromiseSettledResult<readonly SpokenText[]>;
}

const isQuoting = ({ model }: Candidate): boolean => model.inUse.mode === 'recall-only';

/** Gathers what an answer is made from. A part that fails is left out, and said to be. */
@Injectable()
export class TurnPreparation {
  private readonly logger = new Logger(TurnPreparation.name);

  constructor(
    private readonly messages: MessagesService,
    private readonly recall: MemoryRecall,
    private readonly contexts: ContextBuilder,
    private readonly settings: TurnSettings,
  ) {}

  /** Recalls and reads, once for all who may have to answer. Never rejects. */
  async gather(turn: Turn, candidate: Candidate): Promise<Gathered> {
    const [recalled, path] = await Promise.allSettled([
      this.remember(turn),
      isQuoting(candidate) ? [] : withinTime(this.readHistory(turn), PATIENCE),
    ]);
    return { recalled, path };
  }

  /**
   * @param candidate who is to answer. Without a model, answers are quotes: they need no history, and no
   *   question is quoted.
   */
  build(turn: Turn, candidate: Candidate, { recalled, path }: Gathered): BuiltContext {
    const quoting = isQuoting(candidate);
    const degraded: string[] = [...turn.notices, ...candidate.degraded];
    const orNothing = <T>(part: string, result: PromiseSettledResult<T>): T | undefined => {
      if (result.status === 'fulfilled') return result.value;
      this.logger.warn({ err: result.reason as unknown, part }, 'a turn goes on without a part');
      degraded.push(part);
      return undefined;
    };
    return this.contexts.build({
      message: turn.userMessage.text,
      recollection: orNothing('memory', recalled),
      quoting,
      path: (quoting ? undefined : orNothing('history', path)) ?? [],
      pathLength: turn.userMessage.depth - 1,
      degraded,
      unfinished: turn.unfinished?.text,
    });
  }

  private async remember({ userId, spaceId, userMessage }: Turn) {
    const recalled = this.recall.recall({
      userId,
      spaceId,
      text: userMessage.text,
      limit: MEMORIES,
      tokenBudget: this.settings.memoryTokens,
      exceptMessageIds: [userMessage.id],
    });
    return withinTime(recalled, PATIENCE);
  }

  private async readHistory({ userId, sessionId, userMessage: { parentId } }: Turn) {
    return parentId === null
      ? []
      : this.messages.transcript(userId, sessionId, parentId, HISTORY_MESSAGES);
  }
}
