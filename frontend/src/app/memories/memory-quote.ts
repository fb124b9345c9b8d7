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
      @for (place of places(); track place.messageId) {
        {{ place.before }}
        <a
          mat-dialog-close
          [routerLink]="['/c', place.sessionId]"
          [fragment]="'m-' + place.messageId"
          >{{ place.words }}</a
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

  /** Where it was said: conversations by their titles, the answer that belongs to it as that. */
  protected readonly places = computed(() =>
    this.memory().sources.map((source, index, [first]) => {
      const isReply =
        index > 0 && source.role === 'assistant' && source.sessionId === first?.sessionId;
      const words = isReply ? 'the answer to it' : source.sessionTitle;
      return { ...source, before: index === 0 ? 'in' : 'and in', words };
    }),
  );
  protected readonly who = computed(() => {
    const { speaker, sources } = this.memory();
    return speaker ?? (sources[0]?.role === 'assistant' ? 'Memocha' : 'You');
  });
}
