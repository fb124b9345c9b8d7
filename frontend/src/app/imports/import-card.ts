import { Component, computed, inject, input, output } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { Import } from '../api/models';
import { When } from '../ui/when';
import { FailedLines } from './failed-lines';
import { CANCELLED, counted, isRunning, percentOf, stateWords } from './import-words';
import { ImportedPlaces } from './imported-places';

/** One import: how it stands, where its messages are, and which lines could not be taken. */
@Component({
  selector: 'mc-import-card',
  imports: [FailedLines, MatProgressBar, When],
  template: `
    <div class="head">
      <div>
        <p class="state" [class.failed]="failed()">{{ words() }}</p>
        <p class="quiet"><mc-when [at]="of().createdAt" /></p>
      </div>
      @if (running()) {
        <button type="button" (click)="end.emit()">Cancel</button>
      }
    </div>
    @if (running()) {
      <mat-progress-bar [value]="percent()" aria-label="Progress of the import" />
    }
    @if (of().state === 'failed') {
      <p class="quiet">
        {{ counted(of().messages, 'message') }} of it {{ of().messages === 1 ? 'is' : 'are' }} here.
        The same file again goes on from there: nothing comes twice.
      </p>
    }
    @if (of().shortened) {
      <p class="quiet">
        {{ counted(of().shortened, 'message') }} too long to be remembered whole: only the beginning
        will be found again.
      </p>
    }
    @if (of().unremembered) {
      <p class="quiet">
        {{ counted(of().unremembered, 'message') }} kept but not remembered: memory is full.
        Deleting chats makes room.
      </p>
    }
    @if (of().spaces.length && of().messages) {
      <p class="places">
        <span>To be seen in</span>
        @for (space of of().spaces; track space) {
          <button type="button" class="link" (click)="places.show(space)">{{ space }}</button>
        }
      </p>
    }
    @if (of().failures) {
      <mc-failed-lines [of]="of()" />
    }
  `,
  styleUrl: './import-card.scss',
})
export class ImportCard {
  readonly of = input.required<Import>();
  /** End it. */
  readonly end = output();
  protected readonly places = inject(ImportedPlaces);
  protected readonly running = computed(() => isRunning(this.of()));
  protected readonly failed = computed(
    () => this.of().state === 'failed' && this.of().error?.code !== CANCELLED,
  );
  protected readonly counted = counted;
  protected readonly words = computed(() => stateWords(this.of()));
  protected readonly percent = computed(() => percentOf(this.of()));
}
