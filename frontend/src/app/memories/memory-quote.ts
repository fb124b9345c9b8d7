import { Component, computed, input } from '@angular/core';
import { MatDialogClose } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import type { Recalled } from '../api/models';
import { When } from '../ui/when';

/** What was said, by whom, when and where, and whether that still holds; stands in a dialog. */
@Component({
  selector: 'mc-memory-quote',
  imports: [MatDialogClose, RouterLink, When],
  template: `
    <blockquote>{{ memory().text }}</blockquote>
    <p>
      {{ who() }} said this <mc-when [at]="memory().at" precision="day" />
      @for (source of memory().sources; track source.messageId) {
        {{ $first ? 'in' : 'and in' }}
        <a
          mat-dialog-close
          [routerLink]="['/c', source.sessionId]"
          [fragment]="'m-' + source.messageId"
          >{{ source.sessionTitle }}</a
        >
      }
    </p>
    @if (memory().outdatedBy) {
      <p class="outdated">
        <strong>Outdated</strong> by a later statement
        @if (memory().outdatedAt; as at) {
          <mc-when [at]="at" precision="date" />
        }
        @if (later(); as text) {
          <q>{{ text }}</q>
        }
      </p>
    }
  `,
  styleUrl: './memory-quote.scss',
  host: { '[class.old]': 'memory().outdatedBy !== null' },
})
export class MemoryQuote {
  readonly memory = input.required<Recalled>();
  /** What that later statement says, where it is at hand. */
  readonly later = input<string | undefined>();

  protected readonly who = computed(() => {
    const { speaker, sources } = this.memory();
    return speaker ?? (sources[0]?.role === 'assistant' ? 'Memocha' : 'You');
  });
}
