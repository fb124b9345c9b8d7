import { Component, computed, inject } from '@angular/core';
import { StatusStore } from '../status/status-store';
import { Banner } from '../ui/banner';

const NUMBER = new Intl.NumberFormat('en');

const AWAY = {
  embedder: 'the embedding model does not answer',
  vectors: 'the store of meanings does not answer',
} as const;

/** How far the search by meaning is, or what it waits for; nothing once it is there. */
@Component({
  selector: 'mc-meaning-banner',
  imports: [Banner],
  template: `
    @if (learning(); as learning) {
      <mc-banner voice="silent">
        {{ learning.words }}
        <progress
          [value]="learning.done"
          [max]="learning.total"
          aria-label="Learning meaning"
        ></progress>
      </mc-banner>
    } @else if (away(); as away) {
      <mc-banner>
        <details>
          <summary>{{ away.words }} <u>Why</u></summary>
          <p>{{ away.why }}</p>
        </details>
      </mc-banner>
    }
  `,
  styleUrls: ['./banner-details.scss', './meaning-banner.scss'],
})
export class MeaningBanner {
  private readonly status = inject(StatusStore);
  protected readonly learning = computed(() => {
    const learning = this.status.learning();
    if (!learning) return null;
    const { done, total } = learning;
    const share = `${NUMBER.format(done)} of ${NUMBER.format(total)} memories`;
    const percent = Math.floor((100 * done) / total);
    const words = `Learning meaning: ${share} (${percent}\u00a0%). Until then they are found by their words.`;
    return { done, total, words };
  });
  protected readonly away = computed(() => {
    const away = this.status.meaningAway();
    return (
      away && {
        words: `Memory is searched by words only for now: ${AWAY[away.part]}. Trying again by itself; nothing is lost.`,
        why: away.why,
      }
    );
  });
}
