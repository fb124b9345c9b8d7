export { Foreground } from './foreground.js';
export { ForegroundModule } from './foreground.module.js';
