import { Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SearchApi } from '../api/search-api';
import { Drawer } from '../shell/drawer';
import { SpacesStore } from '../spaces/spaces-store';
import { When } from '../ui/when';

/** Milliseconds after the last key until the server is asked. */
const TYPING = 250;

/** What was said about the words of a search, under the chats that have them in their title. */
@Component({
  selector: 'mc-found-messages',
  imports: [RouterLink, When],
  template: `
    <h2 id="found-messages">In messages</h2>
    @if (found.error()) {
      <p>Messages could not be searched.</p>
      <button type="button" (click)="found.reload()">Try again</button>
    } @else if (found.isLoading()) {
      <p role="status">Searching …</p>
    } @else {
      <ul aria-labelledby="found-messages">
        @for (message of messages(); track message.messageId) {
          <li>
            <a
              [routerLink]="['/c', message.sessionId]"
              [fragment]="'m-' + message.messageId"
              (click)="drawer.close()"
            >
              <span class="text">{{ message.text }}</span>
              <span class="where">
                <mc-when [at]="message.at" precision="date" /> · {{ message.sessionTitle }}
              </span>
            </a>
          </li>
        } @empty {
          <li class="none">Nothing was said about that.</li>
        }
      </ul>
    }
  `,
  styleUrls: ['./session-list.scss', './found-messages.scss'],
})
export class FoundMessages {
  /** What is searched for; not empty. */
  readonly query = input.required<string>();
  protected readonly drawer = inject(Drawer);
  private readonly api = inject(SearchApi);
  private readonly spaces = inject(SpacesStore);

  protected readonly found = resource({
    params: () => ({ text: this.query().trim(), space: this.spaces.name() }),
    loader: async ({ params: { text, space }, abortSignal }) => {
      await typed(abortSignal);
      return this.api.find(text, space, abortSignal);
    },
  });
  /** Those that speak to it; what only comes closest would be a riddle here. */
  protected readonly messages = computed(() => {
    const result = this.found.value();
    return result && !result.nothingFits ? result.items : [];
  });
}

/** Once no further key came for a while. @throws the signal's reason when one did. */
function typed(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, TYPING);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
