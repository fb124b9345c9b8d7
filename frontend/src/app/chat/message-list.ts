import { Component, input, output } from '@angular/core';
import { AssistantMessage } from './assistant-message';
import type { ShownMessage } from './conversation';
import type { RunningTurn } from './running-turn';
import { UserMessage } from './user-message';

/** The messages of a conversation, oldest first. */
@Component({
  selector: 'mc-message-list',
  imports: [AssistantMessage, UserMessage],
  template: `
    @for (message of messages(); track message.key) {
      <article
        [attr.id]="message.id ? 'm-' + message.id : null"
        [class.flash]="message.id === highlighted()"
        [attr.data-role]="message.role"
      >
        @if (message.role === 'user') {
          <mc-user-message [message]="message" />
        } @else {
          <mc-assistant-message
            [message]="message"
            [turn]="turn()?.answerKey === message.key ? turn() : null"
            [last]="$last"
            (retry)="retry.emit(message)"
            (memories)="memories.emit(message)"
          />
        }
      </article>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    article {
      border-radius: var(--mc-radius);
      margin: 0 -12px;
      padding: 0 12px;
      scroll-margin: 24px;
      transition: background-color 600ms ease-out;
    }
    article + article {
      margin-top: 4px;
    }
    article.flash {
      background: var(--mc-flash);
    }
  `,
})
export class MessageList {
  readonly messages = input.required<readonly ShownMessage[]>();
  readonly turn = input<RunningTurn | null>(null);
  /** Id of the message that a link led to. */
  readonly highlighted = input<string | null>(null);
  readonly retry = output<ShownMessage>();
  readonly memories = output<ShownMessage>();
}
