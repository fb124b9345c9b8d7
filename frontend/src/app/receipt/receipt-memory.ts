import { Component, computed, input } from '@angular/core';
import type { ReceiptEntry } from '../api/models';
import { MemoryQuote } from '../memories/memory-quote';
import { shownParts } from './receipt-words';

/** One memory on a receipt: what it says, and what spoke for it or against it. */
@Component({
  selector: 'mc-receipt-memory',
  imports: [MemoryQuote],
  template: `
    @if (reason()) {
      <p class="reason">{{ reason() }}</p>
    }
    @if (entry().memory; as memory) {
      <mc-memory-quote [memory]="memory" [later]="later()" />
    } @else {
      <p>This memory was forgotten since.</p>
    }
    <dl>
      @for (part of parts(); track part.words) {
        <div>
          <dt>{{ part.words }}</dt>
          <dd>
            <span class="bar" aria-hidden="true"><i [style.inline-size.%]="part.percent"></i></span>
            {{ part.points }}
          </dd>
        </div>
      }
    </dl>
    @if (entry().memory?.tokens; as tokens) {
      <p class="size">
        {{ reason() ? 'Would have taken ' : '' }}{{ tokens }}
        {{ tokens === 1 ? 'token' : 'tokens' }}
      </p>
    }
  `,
  styleUrl: './receipt-memory.scss',
  host: { '[class.left-out]': 'reason() !== ""' },
})
export class ReceiptMemory {
  readonly entry = input.required<ReceiptEntry>();
  /** The highest score on the receipt. */
  readonly best = input.required<number>();
  /** Why it was left out, in words. */
  readonly reason = input('');
  /** What was said about the same later, where that is at hand. */
  readonly later = input<string | undefined>();
  protected readonly parts = computed(() => shownParts(this.entry().parts, this.best()));
}
