import { Global, Module } from '@nestjs/common';
import { Draining } from './draining.js';

/** From the signal to the end: what all rooms that take part in a stop have to know. */
@Global()
@Module({ providers: [Draining], exports: [Draining] })
export class LifespanModule {}
