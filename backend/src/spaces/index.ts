export { SPACE_EMPTIED, type SpaceEmptied } from './space-emptied.event.js';
export { Space } from './space.entity.js';
export { SpacesModule } from './spaces.module.js';
export { SpacesService } from './spaces.service.js';
