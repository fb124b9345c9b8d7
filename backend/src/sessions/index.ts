export { SESSION_EMPTIED, type SessionEmptied } from './session-emptied.event.js';
export { type Extension, ImportedSessions } from './imported-sessions.js';
export { Session } from './session.entity.js';
export { SessionsModule } from './sessions.module.js';
export { type SessionInSpace, SessionsService } from './sessions.service.js';
export { titleFrom, UNTITLED } from './session-title.js';
