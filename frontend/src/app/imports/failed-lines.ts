import { Component, input } from '@angular/core';
import type { Import } from '../api/models';
import { counted } from './import-words';

/** Lines of an import that could not be taken: which, and why. */
@Component({
  selector: 'mc-failed-lines',
  template: `
    <details>
      <summary>{{ counted(of().failures, 'line') }} could not be taken</summary>
      <p>Mend them in the file and send it again: what is here already does not come twice.</p>
      <ul tabindex="0" aria-label="Lines that could not be taken">
        @for (failure of of().failed; track failure.line) {
          <li>
            Line {{ failure.line }}: {{ failure.message }} <code>{{ failure.code }}</code>
          </li>
        }
      </ul>
      @if (of().failures > of().failed.length) {
        <p>The others are not listed.</p>
      }
    </details>
  `,
  styleUrl: './failed-lines.scss',
})
export class FailedLines {
  readonly of = input.required<Import>();
  protected readonly counted = counted;
}
