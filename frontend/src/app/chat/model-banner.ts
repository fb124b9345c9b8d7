import { Component, computed, inject } from '@angular/core';
import { StatusStore } from '../status/status-store';
import { Banner } from '../ui/banner';

const WORDS = {
  fallback: 'The fallback answers for now, in the place of the first model.',
  memory:
    'The model does not answer for now: answers are quotes from memory. What you write is kept.',
} as const;

/** Who answers in the place of the model, and why; nothing while it answers itself. */
@Component({
  selector: 'mc-model-banner',
  imports: [Banner],
  template: `
    @if (standIn(); as standIn) {
      <mc-banner>
        <details>
          <summary>{{ standIn.words }} <u>Why</u></summary>
          <p>{{ standIn.why }}</p>
        </details>
      </mc-banner>
    }
  `,
  styleUrl: './banner-details.scss',
})
export class ModelBanner {
  private readonly status = inject(StatusStore);
  protected readonly standIn = computed(() => {
    const standIn = this.status.standIn();
    return standIn && { words: WORDS[standIn.answers], why: standIn.why };
  });
}
