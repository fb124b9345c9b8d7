import { Global, Module } from '@nestjs/common';
import { Foreground } from './foreground.js';

/** Who goes first in this process: for the rooms in which somebody waits, and those that work behind them. */
@Global()
@Module({ providers: [Foreground], exports: [Foreground] })
export class ForegroundModule {}
