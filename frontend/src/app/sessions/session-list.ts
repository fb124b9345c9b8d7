import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { OnScreen } from '../ui/on-screen';
import { groupByDate } from './session-groups';
import { SessionRow } from './session-row';
import { SessionsStore } from './sessions-store';

/** The conversations under their dates; a search looks through all titles. */
@Component({
  selector: 'mc-session-list',
  imports: [OnScreen, SessionRow],
  templateUrl: './session-list.html',
  styleUrl: './session-list.scss',
})
export class SessionList {
  /** Words that a title must have; empty for all. */
  readonly query = input('');
  protected readonly store = inject(SessionsStore);

  private readonly found = computed(() => {
    const words = this.query().toLowerCase().split(/\s+/).filter(Boolean);
    return this.store
      .sessions()
      .filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)));
  });
  protected readonly groups = computed(() => groupByDate(this.found(), new Date()));

  constructor() {
    effect(() => {
      // A search that knows only the newest titles would not be honest.
      if (this.query().trim()) untracked(() => void this.store.loadAll());
    });
  }
}
