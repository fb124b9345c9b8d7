import { Component, computed, input } from '@angular/core';
import type { Recalled } from '../api/models';
import { MemoryQuote } from '../memories/memory-quote';
import { chosenBecause } from './chosen-because';

/** One memory: what was said, when, where, and why it was chosen. */
@Component({
  selector: 'mc-memory-card',
  imports: [MemoryQuote],
  template: `
    <mc-memory-quote [memory]="memory()" [later]="later()" />
    <p class="why">{{ why() }}</p>
  `,
  styles: `
    :host {
      background: var(--mc-memory-soft);
      border-radius: var(--mc-radius);
      display: block;
      padding: 16px;
    }
    p {
      color: var(--mat-sys-on-surface-variant);
      font-size: var(--mc-text-small);
      margin-top: 4px;
    }
  `,
})
export class MemoryCard {
  readonly memory = input.required<Recalled>();
  /** The words it was looked up for. */
  readonly question = input('');
  /** What was said about the same later, where that is at hand. */
  readonly later = input<string | undefined>();

  protected readonly why = computed(() => chosenBecause(this.memory(), this.question()));
}
