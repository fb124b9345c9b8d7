export { Space } from './space.entity.js';
export { SpacesModule } from './spaces.module.js';
export { SpacesService } from './spaces.service.js';
