import { Component, input, output } from '@angular/core';
import { AssistantMessage } from './assistant-message';
import type { ShownMessage } from './conversation';
import { limitWords } from './degraded-words';
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
          <mc-user-message [message]="message" [limit]="limitOf($index)" />
        } @else {
          <mc-assistant-message
            [message]="message"
            [turn]="turn()?.answerKey === message.key ? turn() : null"
            [last]="$last"
            (retry)="retry.emit(message)"
            (goOn)="goOn.emit(message)"
            (receipt)="receipt.emit(message)"
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
      /* Keeps the flash behind the words and before the page. */
      isolation: isolate;
      position: relative;
    }
    article::before {
      background: var(--mc-flash);
      border-radius: inherit;
      content: '';
      inset: 0;
      opacity: 0;
      pointer-events: none;
      position: absolute;
      transition: opacity 200ms ease-out;
      z-index: -1;
    }
    article + article {
      margin-top: 4px;
    }
    article.flash::before {
      opacity: 1;
    }
    @media (prefers-reduced-motion: reduce) {
      article::before {
        transition: none;
      }
    }
  `,
})
export class MessageList {
  readonly messages = input.required<readonly ShownMessage[]>();
  readonly turn = input<RunningTurn | null>(null);
  /** Id of the message that a link led to. */
  readonly highlighted = input<string | null>(null);
  readonly retry = output<ShownMessage>();
  readonly goOn = output<ShownMessage>();
  readonly memories = output<ShownMessage>();
  readonly receipt = output<ShownMessage>();

  /** The server tells of a message's limits with the answer to it. */
  protected limitOf(index: number): string | null {
    return limitWords(this.messages()[index + 1]?.degraded ?? []);
  }
}
