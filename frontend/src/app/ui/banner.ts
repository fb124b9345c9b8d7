import { Component, input } from '@angular/core';

/** A slim line above the composer that says how things stand; a status for screen readers. */
@Component({
  selector: 'mc-banner',
  template: '<ng-content />',
  styles: `
    :host {
      background: var(--mat-sys-surface-container);
      border-radius: var(--mc-radius);
      color: var(--mat-sys-on-surface-variant);
      display: block;
      font-size: var(--mc-text-small);
      margin-bottom: 8px;
      padding: 12px 16px;
    }
    :host(.problem) {
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }
  `,
  host: {
    '[attr.role]': 'voice() === "loud" ? "status" : null',
    '[class.problem]': 'tone() === "problem"',
  },
})
export class Banner {
  readonly tone = input<'quiet' | 'problem'>('quiet');
  /** What changes all the time is `silent`: screen readers read it when they come to it. */
  readonly voice = input<'loud' | 'silent'>('loud');
}
