import { Component, computed, input, output } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { Import } from '../api/models';
import { When } from '../ui/when';
import { CANCELLED, counted, isRunning, percentOf, stateWords } from './import-words';

/** One import: how it stands, and which lines could not be taken. */
@Component({
  selector: 'mc-import-card',
  imports: [MatProgressBar, When],
  template: `
    <p class="state" [class.failed]="failed()">{{ words() }}</p>
    @if (running()) {
      <mat-progress-bar [value]="percent()" aria-label="Progress of the import" />
      <button type="button" (click)="end.emit()">Cancel</button>
    }
    <p class="when"><mc-when [at]="of().createdAt" /></p>
    @if (of().shortened) {
      <p>{{ counted(of().shortened, 'message') }} too long to be remembered whole.</p>
    }
    @if (of().unremembered) {
      <p>{{ counted(of().unremembered, 'message') }} kept but not remembered: memory is full.</p>
    }
    @if (of().failures) {
      <details>
        <summary>{{ counted(of().failures, 'line') }} could not be taken</summary>
        <ul>
          @for (failure of of().failed; track failure.line) {
            <li>
              Line {{ failure.line }}: {{ failure.message }} <code>{{ failure.code }}</code>
            </li>
          }
        </ul>
        @if (of().failures > of().failed.length) {
          <p>The others are not listed.</p>
        }
      </details>
    }
  `,
  styleUrl: './import-card.scss',
})
export class ImportCard {
  readonly of = input.required<Import>();
  /** End it. */
  readonly end = output();
  protected readonly running = computed(() => isRunning(this.of()));
  protected readonly failed = computed(
    () => this.of().state === 'failed' && this.of().error?.code !== CANCELLED,
  );
  protected readonly counted = counted;
  protected readonly words = computed(() => stateWords(this.of()));
  protected readonly percent = computed(() => percentOf(this.of()));
}
