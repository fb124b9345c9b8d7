import { Global, Module } from '@nestjs/common';
import { BreakerRegistry } from '../resilience/index.js';

/** The breakers of this process, for all rooms that make calls. */
@Global()
@Module({
  providers: [{ provide: BreakerRegistry, useFactory: () => new BreakerRegistry() }],
  exports: [BreakerRegistry],
})
export class BreakersModule {}
