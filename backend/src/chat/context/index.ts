export { type BuiltContext, ContextBuilder, promptOf } from './context-builder.js';
export { askToGoOn } from './continuation.js';
export { asPrompt, sizeOf } from './history-window.js';
export { quote, withMemories } from './memory-block.js';
export { fingerprintOf } from './prompt-fingerprint.js';
