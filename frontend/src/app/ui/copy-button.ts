import { Component, computed, DestroyRef, inject, input, signal } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { copyText } from './copy-text';
import { Icon } from './icon';
import { IconButton } from './icon-button';

const CONFIRMED_FOR = 1_600;

/** Copies a text, and says that it did. */
@Component({
  selector: 'mc-copy-button',
  imports: [Icon, IconButton, MatTooltip],
  template: `
    <button mc-icon-button [attr.aria-label]="label()" [matTooltip]="label()" (click)="copy()">
      <mc-icon [name]="result() === 'copied' ? 'check' : 'copy'" />
    </button>
  `,
})
export class CopyButton {
  readonly text = input.required<string>();
  /** What it is called: a verb and what is copied. */
  readonly name = input('Copy message');

  protected readonly result = signal<'copied' | 'refused' | null>(null);
  protected readonly label = computed(() => {
    const result = this.result();
    return result === null ? this.name() : LABELS[result];
  });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected async copy(): Promise<void> {
    this.result.set((await copyText(this.text())) ? 'copied' : 'refused');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.result.set(null), CONFIRMED_FOR);
  }
}

const LABELS = {
  copied: 'Copied',
  refused: 'The browser did not allow copying',
} as const;
