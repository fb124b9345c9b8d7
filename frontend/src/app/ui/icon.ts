import { Component, computed, input } from '@angular/core';

/** Drawn on a grid of 24, by strokes of one weight. */
const PATHS = {
  add: 'M12 5v14M5 12h14',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  chevron: 'M7 10l5 5 5-5',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  cup: 'M5 10h11v5a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5zM16 11h1.5a2.5 2.5 0 0 1 0 5H16M8.5 7c0-2 1.6-2 1.6-4M12.5 7c0-2 1.6-2 1.6-4',
  delete: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5',
  down: 'M12 5v14M6 13l6 6 6-6',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  import: 'M12 4v10M8 10.5l4 4 4-4M5 16v4h14v-4',
  folder: 'M4 7h6l2 2h8v10H4z',
  memory: 'M12 21v-9M12 14c0-4-3-6-7-6 0 4 3 6 7 6zM12 11c0-4 3-7 7-7 0 4-3 7-7 7z',
  menu: 'M4 7h16M4 12h16M4 17h10',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  receipt: 'M6 3v18l2-1.5L10 21l2-1.5L14 21l2-1.5L18 21V3zM9 8h6M9 12h6',
  retry: 'M19 5v5h-5M18.5 10A7 7 0 1 0 19 14',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20',
  send: 'M12 19V5M6 11l6-6 6 6',
  stop: 'M7.5 7.5h9v9h-9z',
  sweep: 'M5 6h14M5 11h9M5 16h5M15 15l4 4M19 15l-4 4',
} as const;

/** The names of the icons. */
export type IconName = keyof typeof PATHS;

/** A picture beside words, silent for screen readers: the control it stands in has the name. */
@Component({
  selector: 'mc-icon',
  template: `<svg viewBox="0 0 24 24" aria-hidden="true"><path [attr.d]="path()" /></svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      height: 20px;
      width: 20px;
    }
    svg {
      fill: none;
      stroke: currentColor;
      stroke-linecap: round;
      stroke-linejoin: round;
      stroke-width: 1.75;
    }
    :host(.strong) svg {
      stroke-width: 3;
    }
    :host(.solid) svg {
      fill: currentColor;
    }
  `,
  host: { '[class.strong]': 'name() === "more"', '[class.solid]': 'name() === "stop"' },
})
export class Icon {
  readonly name = input.required<IconName>();
  protected readonly path = computed(() => PATHS[this.name()]);
}
