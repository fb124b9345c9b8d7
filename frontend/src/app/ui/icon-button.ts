import { Component } from '@angular/core';

/** A round, quiet button of 44 px that holds one icon; it needs an `aria-label`. */
@Component({
  selector: 'button[mc-icon-button], a[mc-icon-button]',
  template: '<ng-content />',
  styles: `
    :host {
      align-items: center;
      background: none;
      border: 0;
      border-radius: 50%;
      color: var(--mat-sys-on-surface-variant);
      cursor: pointer;
      display: inline-flex;
      flex: none;
      height: var(--mc-touch);
      justify-content: center;
      padding: 0;
      transition: background-color var(--mc-quick);
      width: var(--mc-touch);
    }
    :host(:hover) {
      background: color-mix(in srgb, currentColor 10%, transparent);
      color: var(--mat-sys-on-surface);
    }
  `,
})
export class IconButton {}
