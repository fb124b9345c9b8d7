export { AnswerPlaces } from './answer-places.service.js';
export { ChatModule } from './chat.module.js';
export { refuseExcessTurns } from './open-turns.js';
export { TURN_ENDED, type TurnEnded } from './turn-ended.event.js';
