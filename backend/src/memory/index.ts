export { type Captured, MemoryCapture } from './memory-capture.js';
export { Memory, type MemoryKind } from './memory.entity.js';
export { MemoryModule } from './memory.module.js';
export { MemoryMove } from './memory-move.js';
export { MemoryRecall } from './memory-recall.js';
export { RecallTimingsDto } from './recall-request.dto.js';
export { RecalledMemoryDto, RecallPartsDto } from './recalled-memory.dto.js';
export type {
  MemorySource,
  LeftOutMemory,
  RecalledMemory,
  Recollection,
  RecallQuery,
  RecallReference,
  RecallTimings,
  SpokenMessage,
} from './recalled-memory.js';
export { isQuestion } from './recall/question.js';
export { addReplyTerms, type Reply, ReplyCapture } from './reply-capture.js';
export { replyTerms } from './lexical/memory-key.js';
