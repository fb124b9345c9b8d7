import { Service, signal } from '@angular/core';
import type { MarkdownBlock } from './markdown-blocks';

/** Markdown to safe HTML; the libraries are fetched when the first conversation needs them. */
@Service()
export class Markdown {
  private readonly renderer = signal<((text: string) => readonly MarkdownBlock[]) | null>(null);
  /** Null until `load` is done. */
  readonly render = this.renderer.asReadonly();

  /** Never throws: without the renderer, text is shown as it is. */
  async load(): Promise<void> {
    if (this.renderer()) return;
    try {
      const { toBlocks } = await import('./markdown-blocks');
      this.renderer.set(toBlocks);
    } catch {
      // A chunk that could not be fetched; the next conversation tries again.
    }
  }
}
