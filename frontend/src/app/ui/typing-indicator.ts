import { Component, DestroyRef, computed, inject, input, signal } from '@angular/core';

/** A wait shorter than this needs no words, in seconds. */
const PATIENCE = 5;

/** Three dots that breathe; a long wait says what it waits for, and how long it has been. */
@Component({
  selector: 'mc-typing-indicator',
  template: `
    <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
    @if (seconds() >= patience()) {
      <span class="words">{{ waitsFor() }} · {{ seconds() }} s</span>
    }
  `,
  styleUrl: './typing-indicator.scss',
  host: { role: 'img', '[attr.aria-label]': 'waitsFor()' },
})
export class TypingIndicator {
  readonly waitsFor = input.required<string>();
  /** Milliseconds since 1970. */
  readonly since = input.required<number>();
  /** Seconds until the words appear. */
  readonly patience = input(PATIENCE);

  private readonly now = signal(Date.now());
  protected readonly seconds = computed(() =>
    Math.max(0, Math.floor((this.now() - this.since()) / 1_000)),
  );

  constructor() {
    const timer = setInterval(() => this.now.set(Date.now()), 1_000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
