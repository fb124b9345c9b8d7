import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AnswerContext } from './answer-context.js';

/** Who said it. */
export type MessageRole = 'user' | 'assistant';

/**
 * How an answer stands: `streaming` while it is made, `complete` when the model said that it was
 * done, `stopped` by the person, `interrupted` by us or a lost connection, `failed` by the model.
 */
export type MessageStatus = 'complete' | 'streaming' | 'interrupted' | 'stopped' | 'failed';

/** Why an answer failed or broke off. */
export interface MessageFailure {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

/** Tokens of one answer as the model's server counted them. */
export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** One message. Messages form a tree: an edited or repeated one has siblings. */
@Entity('messages')
export class Message {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') userId!: string;
  @Column('uuid') sessionId!: string;
  /** What it answers or follows; null for the first. */
  @Column('uuid', { nullable: true }) parentId!: string | null;
  /** Messages on the way from the first to this one, both counted. */
  @Column('integer') depth!: number;
  @Column('text') role!: MessageRole;
  @Column('text') text!: string;
  @Column('text') status!: MessageStatus;
  /** Made by the client, so that a repeated request does not double the turn; only on a user's. */
  @Column('uuid', { nullable: true }) requestId!: string | null;
  @Column('text', { nullable: true }) externalId!: string | null;
  /** Who said it, where people talk among themselves; from imports. */
  @Column('text', { nullable: true }) speaker!: string | null;
  @Column('text', { nullable: true }) model!: string | null;
  @Column('text', { nullable: true }) finishReason!: string | null;
  @Column('jsonb', { nullable: true }) failure!: MessageFailure | null;
  @Column('jsonb', { nullable: true }) usage!: TokenUsage | null;
  @Column('jsonb', { nullable: true }) context!: AnswerContext | null;
  @Column('timestamptz') createdAt!: Date;
}
