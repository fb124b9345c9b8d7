import { Component, inject, Service, signal } from '@angular/core';

/** Old lines stay a while, so that a slow voice does not lose them. */
const KEPT = 8;

/** What screen readers are to hear; the page has this one voice. */
@Service()
export class Voice {
  private readonly said = signal<readonly { readonly id: number; readonly text: string }[]>([]);
  private count = 0;
  /** The last lines, oldest first. */
  readonly lines = this.said.asReadonly();

  /** Says it when what is being said is over. */
  say(text: string): void {
    this.said.update((lines) => [...lines, { id: this.count++, text }].slice(-KEPT));
  }
}

/** The page's one live region: lines are added, and read as they come. */
@Component({
  selector: 'mc-live-region',
  template: `@for (line of voice.lines(); track line.id) {
    <p>{{ line.text }}</p>
  }`,
  host: { class: 'mc-hidden', role: 'log', 'aria-live': 'polite', 'aria-label': 'Answers' },
})
export class LiveRegion {
  protected readonly voice = inject(Voice);
}
