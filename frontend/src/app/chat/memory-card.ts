import { Component, computed, input } from '@angular/core';
import { MatDialogClose } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import type { Recalled } from '../api/models';
import { When } from '../ui/when';
import { chosenBecause } from './chosen-because';

/** One memory: what was said, when, where, and why it was chosen. */
@Component({
  selector: 'mc-memory-card',
  imports: [MatDialogClose, RouterLink, When],
  template: `
    <blockquote>{{ memory().text }}</blockquote>
    <p>
      {{ who() }} <mc-when [at]="memory().at" precision="day" />
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
    <p class="why">{{ why() }}</p>
  `,
  styles: `
    :host {
      background: var(--mc-memory-soft);
      border-radius: var(--mc-radius);
      display: block;
      padding: 16px;
    }
    blockquote {
      display: -webkit-box;
      font-size: var(--mc-text);
      line-height: 1.6;
      margin: 0 0 8px;
      overflow: hidden;
      overflow-wrap: anywhere;
      white-space: pre-wrap;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 12;
    }
    p + p {
      margin-top: 4px;
    }
    p {
      color: var(--mat-sys-on-surface-variant);
      font-size: var(--mc-text-small);
    }
    a {
      color: var(--mc-memory);
      padding: 4px 0;
    }
  `,
})
export class MemoryCard {
  readonly memory = input.required<Recalled>();
  /** The words it was looked up for. */
  readonly question = input('');

  protected readonly who = computed(() =>
    this.memory().sources[0]?.role === 'assistant' ? 'Memocha said this' : 'You said this',
  );
  protected readonly why = computed(() => chosenBecause(this.memory(), this.question()));
}
