import { Component, computed, inject, input } from '@angular/core';
import { StatusStore } from '../status/status-store';
import { Banner } from '../ui/banner';

const NUMBER = new Intl.NumberFormat('en');

/**
 * What the reader should know before writing: no server, no model, no search by meaning
 * yet, or a message that came back.
 */
@Component({
  selector: 'mc-status-banners',
  imports: [Banner],
  template: `
    @if (notice(); as words) {
      <mc-banner tone="problem">
        {{ words }}
        @if (status.offline()) {
          Trying again by itself.
        }
      </mc-banner>
    } @else if (status.offline()) {
      <mc-banner>
        Memocha’s server does not answer. Trying again by itself; what you write stays here.
      </mc-banner>
    } @else if (status.recallOnly()) {
      <mc-banner>
        <details>
          <summary>
            No model is connected: answers are quotes from memory. <u>Connect one</u>
          </summary>
          <p>
            Start Ollama, LM Studio or a llama.cpp server on this machine: it is found by itself.
            For any other OpenAI-compatible server, set <code>OPENAI_BASE_URL</code> and
            <code>OPENAI_API_KEY</code>, then start Memocha again.
          </p>
        </details>
      </mc-banner>
    } @else if (learning(); as words) {
      <mc-banner voice="silent">{{ words }}</mc-banner>
    } @else if (status.meaningAway()) {
      <mc-banner>
        Memory is searched by words only for now. Trying again by itself; nothing is lost.
      </mc-banner>
    }
  `,
  styles: `
    summary {
      cursor: pointer;
      list-style: none;
    }
    p {
      margin-top: 8px;
    }
    code {
      font-family: var(--mc-mono);
    }
  `,
})
export class StatusBanners {
  /** Why the last message was not accepted, if it was not. */
  readonly notice = input<string | null>(null);
  protected readonly status = inject(StatusStore);
  protected readonly learning = computed(() => {
    const learning = this.status.learning();
    if (!learning) return null;
    const [done, total] = [learning.done, learning.total].map((count) => NUMBER.format(count));
    return `Learning meaning: ${done} of ${total} memories. Until then they are found by their words.`;
  });
}
