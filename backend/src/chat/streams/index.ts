export { Checkpoints } from './checkpoints.js';
export { OrphanedAnswers } from './orphaned-answers.js';
export { RemoteStop } from './remote-stop.js';
export { RunningTurns } from './running-turns.js';
export { StreamFollower } from './stream-follower.js';
export { StreamsController } from './streams.controller.js';
export { StreamsService } from './streams.service.js';
