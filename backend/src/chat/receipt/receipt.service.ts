import { Injectable } from '@nestjs/common';
import type { PromptMessage } from '../../llm/index.js';
import { MemoryRecall, type RecalledMemory } from '../../memory/index.js';
import { type AnswerContext, type Message, MessagesService } from '../../messages/index.js';
import { DomainError, notFound } from '../../shared/index.js';
import {
  askToGoOn,
  asPrompt,
  fingerprintOf,
  promptOf,
  sizeOf,
  quote,
  withMemories,
} from '../context/index.js';
import type { LeftOutMemoryDto, ReceiptDto, ReceiptMemoryDto } from './receipt.dto.js';

/** Tells what an answer was made from, from what is kept of it and what is still there. */
@Injectable()
export class ReceiptService {
  constructor(
    private readonly messages: MessagesService,
    private readonly recall: MemoryRecall,
  ) {}

  /** @throws {DomainError} `not_found`; `no_receipt` for an answer that was not prepared (yet). */
  async of(userId: string, answerId: string): Promise<ReceiptDto> {
    const [answer] = await this.messages.byIds(userId, [answerId]);
    if (answer?.role !== 'assistant') throw notFound('answer');
    if (!answer.context)
      throw new DomainError('no_receipt', 404, 'Nothing is known yet of how this was answered.');
    const { parentId } = answer;
    const [question] = await this.messages.byIds(userId, parentId === null ? [] : [parentId]);
    return this.write(answer, answer.context, question?.text ?? '');
  }

  private async write(
    answer: Message,
    context: AnswerContext,
    question: string,
  ): Promise<ReceiptDto> {
    const { memories: used, leftOut = [], recall = null } = context;
    const references = [...used, ...leftOut].map((reference) => ({ ...reference, question }));
    const found = await this.recall.again(answer.userId, references);
    const memories = used.map((reference, index) => entry(reference, found[index]));
    const sent = memories.flatMap(({ memory }) => memory ?? []);
    const prompt = await this.prompt(answer, context, question, sent);
    return {
      messageId: answer.id,
      model: answer.model,
      degraded: context.degraded,
      confidence: recall?.confidence ?? null,
      nothingFits: recall?.nothingFits ?? false,
      timings: recall?.timings ?? null,
      memories,
      leftOut: leftOut.map(({ reason, ...reference }, index): LeftOutMemoryDto => ({
        ...entry(reference, found[used.length + index]),
        reason,
      })),
      history: { sent: context.history.sent, leftOut: context.history.leftOut },
      tokens: context.tokens ?? null,
      prompt: prompt.map(({ role, text }) => ({ role, text, tokens: sizeOf(text) })),
      // Of quotes, whether all that they were made of is still there.
      exact:
        answer.model === null
          ? sent.length === used.length
          : fingerprintOf(prompt) === context.seal?.prompt,
    };
  }

  private async prompt(
    answer: Message,
    { history, seal, continued }: AnswerContext,
    question: string,
    sent: readonly RecalledMemory[],
  ): Promise<readonly PromptMessage[]> {
    // Quotes are made without a model: nothing was sent to any.
    if (answer.model === null) return [];
    const before = await this.messages.byIds(answer.userId, history.messageIds ?? []);
    const last = withMemories(question, sent.map(quote), seal?.code ?? null);
    const goOn = continued ? askToGoOn(answer.text.slice(continued.from, continued.to)) : [];
    return [...promptOf(asPrompt(before), last), ...goOn];
  }
}

type Reference = Omit<ReceiptMemoryDto, 'memory'>;

const entry = (
  { memoryId, score, parts }: Reference,
  memory: RecalledMemory | undefined,
): Pick<ReceiptMemoryDto, keyof ReceiptMemoryDto> => ({
  memoryId,
  score,
  parts,
  memory: memory ?? null,
});
