import { Component, inject, input } from '@angular/core';
import { StatusStore } from '../status/status-store';
import { Banner } from '../ui/banner';
import { ConnectModel } from './connect-model';
import { MeaningBanner } from './meaning-banner';
import { ModelBanner } from './model-banner';

/**
 * What the reader should know before writing: no server, no model or one that stands in for
 * it, no search by meaning yet, or a message that came back.
 */
@Component({
  selector: 'mc-status-banners',
  imports: [Banner, ConnectModel, MeaningBanner, ModelBanner],
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
    } @else {
      @if (status.recallOnly()) {
        <mc-connect-model />
      }
      <mc-model-banner />
      <mc-meaning-banner />
    }
  `,
})
export class StatusBanners {
  /** Why the last message was not accepted, if it was not. */
  readonly notice = input<string | null>(null);
  protected readonly status = inject(StatusStore);
}
