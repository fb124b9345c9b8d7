export { BreakerDto, toBreakerDto } from './breaker.dto.js';
export { BreakersModule } from './breakers.module.js';
