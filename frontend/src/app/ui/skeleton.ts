import { Component, input } from '@angular/core';

/** The shape of a conversation that is on its way; it shows only when that takes a moment. */
@Component({
  selector: 'mc-skeleton',
  template: `
    <p class="mc-hidden" role="status">{{ label() }}</p>
    <div aria-hidden="true">
      <i class="said"></i>
      <i></i><i></i><i class="short"></i>
      <i class="said wide"></i>
      <i></i><i class="short"></i>
    </div>
  `,
  styleUrl: './skeleton.scss',
})
export class Skeleton {
  /** What is being waited for, for screen readers. */
  readonly label = input.required<string>();
}
