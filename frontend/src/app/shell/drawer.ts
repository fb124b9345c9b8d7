import { Service, signal } from '@angular/core';

/** Whether the list of chats is open, where the page is too narrow to show it always. */
@Service()
export class Drawer {
  private readonly shown = signal(false);
  readonly opened = this.shown.asReadonly();

  /** Shows the list. */
  open(): void {
    this.shown.set(true);
  }

  /** Puts it away. */
  close(): void {
    this.shown.set(false);
  }
}
