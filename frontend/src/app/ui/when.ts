import { Component, computed, input } from '@angular/core';
import { dateWords, dayWords, exactTime, momentWords } from './people-date';

const WORDS = { date: dateWords, day: dayWords, moment: momentWords };

/** A time in people's words, exact when pointed at. */
@Component({
  selector: 'mc-when',
  template: `<time [attr.datetime]="at()" [title]="exact()">{{ words() }}</time>`,
})
export class When {
  /** ISO 8601. */
  readonly at = input.required<string>();
  /** `day` is as people say it, `date` as a calendar has it; `moment` tells the hour, too. */
  readonly precision = input<keyof typeof WORDS>('moment');

  private readonly date = computed(() => new Date(this.at()));
  protected readonly exact = computed(() => exactTime(this.date()));
  protected readonly words = computed(() => WORDS[this.precision()](this.date(), new Date()));
}
