export type { AnswerContext, LeftOutOfAnswer, PromptTokens } from './answer-context.js';
export {
  type AnswerStream,
  AnswerStreams,
  type Beat,
  type Checkpoint,
  DEAD_AFTER,
} from './answer-streams.js';
export { type Appended, type ForeignMessage, ImportedMessages } from './imported-messages.js';
export {
  Message,
  type MessageFailure,
  type MessageRole,
  type MessageStatus,
  type TokenUsage,
} from './message.entity.js';
export type { SpokenText } from './message-path.js';
export { MessagesModule } from './messages.module.js';
export { type AnswerEnd, MessagesService } from './messages.service.js';
export { type NewTurn, newTurns, type TurnPlace } from './new-turns.js';
