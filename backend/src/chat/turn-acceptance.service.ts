import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { TurnSettings } from '../config/index.js';
import { MemoryCapture, MemoryRecall } from '../memory/index.js';
import { Message, MessagesService } from '../messages/index.js';
import { type Session, SessionsService } from '../sessions/index.js';
import { DomainError, isUniqueViolation, newId } from '../shared/index.js';
import { ContextBuilder } from './context/index.js';
import { GroupAcceptance, type IdentifiedMessage } from './group-acceptance.service.js';
import { answerRow, userRow } from './message-rows.js';
import { noticesOf } from './notices.js';
import type { Accepted } from './turn.js';

/** What a person sends. */
export interface IncomingMessage {
  readonly userId: string;
  readonly sessionId: string;
  readonly text: string;
  /** The same again never doubles the turn. */
  readonly requestId?: string | undefined;
}

/** Takes messages in, each exactly once: what was accepted is in the database, with its memory. */
@Injectable()
export class TurnAcceptance {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly sessions: SessionsService,
    private readonly messages: MessagesService,
    private readonly memories: MemoryCapture,
    private readonly recall: MemoryRecall,
    private readonly group: GroupAcceptance,
    private readonly contexts: ContextBuilder,
    private readonly settings: TurnSettings,
  ) {}

  /**
   * One transaction: the message, its memory, and the place for its answer. Together with others where
   * that is plainly all there is to do, and else by itself.
   * @param claim called before anything is written for a new answer; what it throws refuses the message.
   * @throws {DomainError} `not_found`, `message_too_long`, `request_conflict`.
   */
  async accept(incoming: IncomingMessage, claim: () => void): Promise<Accepted> {
    this.checkLength(incoming.text);
    // Only a request that has an id may be known, and need no place.
    if (incoming.requestId === undefined) claim();
    this.recall.anticipate(incoming.text);
    // Whatever comes between two attempts, the message is written once.
    const message = { ...incoming, requestId: incoming.requestId ?? newId() };
    const turn = mayClaim(claim) ? await this.group.accept(message) : undefined;
    if (turn) return { kind: 'new', turn };
    try {
      return await this.database.transaction((manager) => this.acceptIn(manager, message, claim));
    } catch (error) {
      // Two requests with one id in two conversations at the same moment: the second is the wrong one.
      if (isUniqueViolation(error)) throw conflict();
      throw error;
    }
  }

  private async acceptIn(
    manager: EntityManager,
    incoming: IdentifiedMessage,
    claim: () => void,
  ): Promise<Accepted> {
    const { userId, requestId } = incoming;
    const session = await this.sessions.lock(manager, userId, incoming.sessionId);
    const known = await this.messages.findByRequest(manager, userId, requestId);
    if (known) return this.acceptAgain(manager, session, known, { ...incoming, claim });
    claim();
    const { headId } = session;
    const parent =
      headId === null ? null : await manager.findOneBy(Message, { id: headId, userId });
    const message = userRow({
      id: newId(),
      userId,
      sessionId: session.id,
      parentId: parent?.id ?? null,
      depth: (parent?.depth ?? 0) + 1,
      text: incoming.text,
      requestId,
      createdAt: new Date(),
    });
    await manager.insert(Message, message);
    const { id, text, createdAt } = message;
    const captured = await this.memories.capture(manager, { id, userId, text, at: createdAt });
    return this.awaitAnswer(manager, session, message, noticesOf(captured));
  }

  private async acceptAgain(
    manager: EntityManager,
    session: Session,
    message: Message,
    incoming: IncomingMessage & { readonly claim: () => void },
  ): Promise<Accepted> {
    if (message.sessionId !== session.id || message.text !== incoming.text) throw conflict();
    const answer = await this.messages.findAnswer(manager, session.userId, message.id);
    const failed = answer?.status === 'failed' || answer?.status === 'interrupted';
    // Quotes in place of a model that did not answer: it may by now.
    const stoodIn = answer?.status === 'complete' && answer.context?.degraded.includes('model');
    // An answer that later messages build upon is not made again: they would vanish with it.
    if (answer && !((failed || stoodIn) && session.headId === answer.id))
      return { kind: 'known', answer };
    incoming.claim();
    return this.awaitAnswer(manager, session, message);
  }

  private async awaitAnswer(
    manager: EntityManager,
    session: Session,
    userMessage: Message,
    notices: readonly string[] = [],
  ): Promise<Accepted> {
    const answer = answerRow(userMessage);
    await manager.insert(Message, answer);
    await this.sessions.advance(manager, session, answer.id, userMessage.text);
    const { userId, spaceId, id: sessionId } = session;
    const turn = { userId, spaceId, sessionId, userMessage, answerId: answer.id, notices };
    return { kind: 'new', turn };
  }

  /** @throws {DomainError} `message_too_long` for one that could never be answered. */
  checkLength(text: string): void {
    const { messageMaxChars } = this.settings;
    if (text.length > messageMaxChars)
      throw new DomainError(
        'message_too_long',
        413,
        `A message may have ${messageMaxChars} characters; this one has ${text.length}. Shorten it and send again.`,
      );
    if (!this.contexts.holds(text))
      throw new DomainError(
        'message_too_long',
        413,
        'The message is too long for the context window of the model (CONTEXT_TOKENS). Shorten it and send again.',
      );
  }
}

/** Without a place there may still be an answer to tell, to a request that is known. */
function mayClaim(claim: () => void): boolean {
  try {
    claim();
    return true;
  } catch {
    // It is thrown once more where the message turns out to be new.
    return false;
  }
}

const conflict = (): DomainError =>
  new DomainError(
    'request_conflict',
    409,
    'This requestId was used for another message. Use a new one for each message.',
  );
