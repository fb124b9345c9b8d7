export {
  ChatModel,
  type ChatRequest,
  type ModelInUse,
  type ModelUsage,
  type PromptMessage,
} from './chat-model.js';
export { LlmModule } from './llm.module.js';
export { type Candidate, ModelChoice, type StandIn } from './model-choice.service.js';
export { ModelError } from './model-error.js';
export { RecallOnlyModel } from './recall-only-model.js';
