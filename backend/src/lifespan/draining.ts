import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LifespanSettings } from '../config/index.js';

/** Whether the process stops: then nothing new begins, while what runs is brought to its end. */
@Injectable()
export class Draining implements OnModuleDestroy {
  private begun = false;
  private hurried = false;

  constructor(private readonly settings: LifespanSettings) {}

  /** From the signal on. */
  get isOn(): boolean {
    return this.begun;
  }

  /** Milliseconds that running answers have to come to their own end. */
  get patience(): number {
    return this.hurried ? 0 : this.settings.drain;
  }

  /** Leaves running answers no time: after a crash nobody knows what still works. */
  hurry(): void {
    this.hurried = true;
  }

  /** At the signal itself: hooks of other rooms may come first, and take their time. */
  begin(): void {
    this.begun = true;
  }

  /** For an application that is closed without a signal. */
  onModuleDestroy(): void {
    this.begin();
  }
}
