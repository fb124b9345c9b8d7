export { RunningTurns } from './running-turns.js';
export { StreamsController } from './streams.controller.js';
export { StreamsService } from './streams.service.js';
