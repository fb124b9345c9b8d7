import { Component, input } from '@angular/core';
import { CopyButton } from '../ui/copy-button';
import { When } from '../ui/when';
import type { ShownMessage } from './conversation';

/** What the person said: at the right, tinted, exactly as it was written. */
@Component({
  selector: 'mc-user-message',
  imports: [CopyButton, When],
  template: `
    <h2 class="mc-hidden">You said</h2>
    <div class="bubble">{{ message().text }}</div>
    @if (limit(); as words) {
      <p class="limit">{{ words }}</p>
    }
    <div class="actions">
      <mc-when [at]="message().createdAt" />
      <mc-copy-button [text]="message().text" />
    </div>
  `,
  styleUrl: './user-message.scss',
})
export class UserMessage {
  readonly message = input.required<ShownMessage>();
  /** Which limit of memory it met, in words; null when it met none. */
  readonly limit = input<string | null>(null);
}
