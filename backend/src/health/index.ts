export { HealthModule } from './health.module.js';
export { StatusService, VERSION } from './status.service.js';
