export { Draining } from './draining.js';
export { endOnSignalsAndCrashes } from './end-of-process.js';
export { LifespanModule } from './lifespan.module.js';
