import { Component, computed, input } from '@angular/core';
import { MatDialogClose } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import type { ReceiptEntry } from '../api/models';
import { When } from '../ui/when';
import { shownParts } from './receipt-words';

/** One memory on a receipt: what it says, and what spoke for it or against it. */
@Component({
  selector: 'mc-receipt-memory',
  imports: [MatDialogClose, RouterLink, When],
  template: `
    @if (entry().memory; as memory) {
      <blockquote>{{ memory.text }}</blockquote>
      <p>
        {{ memory.speaker ?? 'You' }}, <mc-when [at]="memory.at" precision="day" />
        @for (source of memory.sources; track source.messageId) {
          {{ $first ? 'in' : 'and in' }}
          <a
            mat-dialog-close
            [routerLink]="['/c', source.sessionId]"
            [fragment]="'m-' + source.messageId"
            >{{ source.sessionTitle }}</a
          >
        }
      </p>
      @if (memory.outdatedBy) {
        <p>Something later was said about the same.</p>
      }
    } @else {
      <p>This memory was forgotten since.</p>
    }
    @if (reason()) {
      <p class="reason">{{ reason() }}</p>
    }
    <dl>
      @for (part of parts(); track part.words) {
        <div>
          <dt>{{ part.words }}</dt>
          <dd>
            <span class="bar" aria-hidden="true"><i [style.inline-size.%]="part.percent"></i></span>
            {{ part.percent }}
          </dd>
        </div>
      }
    </dl>
  `,
  styleUrl: './receipt-memory.scss',
})
export class ReceiptMemory {
  readonly entry = input.required<ReceiptEntry>();
  /** Why it was left out, in words. */
  readonly reason = input('');
  protected readonly parts = computed(() => shownParts(this.entry().parts));
}
