import { Component, DestroyRef, effect, inject, input, signal, untracked } from '@angular/core';
import type { SafeHtml } from '@angular/platform-browser';
import { DomSanitizer } from '@angular/platform-browser';
import { copyText } from './copy-text';
import { Markdown } from './markdown';

/** An answer is drawn at most this often while it grows, in milliseconds. */
const DRAW_EVERY = 100;
/** A slow drawing waits longer: at most a tenth of the time goes into it. */
const SHARE = 10;

/** Shows Markdown; while it grows, blocks that are finished are left alone in the page. */
@Component({
  selector: 'mc-markdown-view',
  template: `
    @for (block of blocks(); track $index) {
      <div [innerHTML]="block"></div>
    } @empty {
      @if (!markdown.render()) {
        <div class="plain">{{ text() }}</div>
      }
    }
  `,
  styles: '.plain { white-space: pre-wrap; }',
  host: { class: 'mc-prose', '(click)': 'copyCode($event)' },
})
export class MarkdownView {
  readonly text = input.required<string>();
  /** More of it is to come. */
  readonly growing = input(false);

  protected readonly markdown = inject(Markdown);
  protected readonly blocks = signal<readonly SafeHtml[]>([]);
  private readonly trust = inject(DomSanitizer);
  private safe = new Map<string, SafeHtml>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pause = 0;

  constructor() {
    effect(() => {
      this.text();
      if (!this.markdown.render()) return void this.markdown.load();
      if (!this.growing()) return untracked(() => this.draw());
      // Not before the next frame, not more often than the eye reads.
      this.timer ??= setTimeout(() => this.draw(), this.pause);
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  private draw(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const render = this.markdown.render();
    if (!render) return;
    const began = performance.now();
    const before = this.safe;
    this.safe = new Map();
    const blocks = render(this.text()).map(({ source, html }) => {
      // The same object for the same source: Angular then leaves that part of the page alone.
      const block = before.get(source) ?? this.trust.bypassSecurityTrustHtml(html);
      this.safe.set(source, block);
      return block;
    });
    this.blocks.set(blocks);
    this.pause = Math.max(DRAW_EVERY, (performance.now() - began) * SHARE);
  }

  protected async copyCode({ target }: Event): Promise<void> {
    const button = target instanceof Element ? target.closest('.mc-code button') : null;
    const code = button?.closest('.mc-code')?.querySelector('code');
    if (!button || !code) return;
    button.textContent = (await copyText(code.textContent)) ? 'Copied' : 'Not copied';
    setTimeout(() => (button.textContent = 'Copy'), 1_600);
  }
}
