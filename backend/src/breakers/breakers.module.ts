import { Global, Module } from '@nestjs/common';
import { BreakerRegistry } from '../resilience/index.js';
import { BreakerLog } from './breaker-log.js';
import { BreakersController } from './breakers.controller.js';

/** The breakers of this process, for all rooms that make calls, and for whoever looks after them. */
@Global()
@Module({
  controllers: [BreakersController],
  providers: [{ provide: BreakerRegistry, useFactory: () => new BreakerRegistry() }, BreakerLog],
  exports: [BreakerRegistry],
})
export class BreakersModule {}
