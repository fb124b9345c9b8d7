export { AppLogger } from './app-logger.js';
export { LoggingModule } from './logging.module.js';
export { assignRequestId } from './request-id.js';
export { MetricsModule } from './metrics.module.js';
