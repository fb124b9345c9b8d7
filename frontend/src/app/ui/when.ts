import { Component, computed, input } from '@angular/core';
import { dayWords, exactTime, momentWords } from './people-date';

/** A time in people's words, exact when pointed at. */
@Component({
  selector: 'mc-when',
  template: `<time [attr.datetime]="at()" [title]="exact()">{{ words() }}</time>`,
})
export class When {
  /** ISO 8601. */
  readonly at = input.required<string>();
  /** Whether the hour is told, too. */
  readonly precision = input<'day' | 'moment'>('moment');

  private readonly date = computed(() => new Date(this.at()));
  protected readonly exact = computed(() => exactTime(this.date()));
  protected readonly words = computed(() =>
    (this.precision() === 'day' ? dayWords : momentWords)(this.date(), new Date()),
  );
}
