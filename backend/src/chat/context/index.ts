export { type BuiltContext, ContextBuilder } from './context-builder.js';
