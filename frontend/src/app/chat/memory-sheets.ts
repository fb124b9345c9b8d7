import { inject, Service } from '@angular/core';
import type { Recalled } from '../api/models';
import { Dialogs } from '../ui/dialogs';

/** Opens what was remembered for an answer, beside the conversation or over its foot. */
@Service()
export class MemorySheets {
  private readonly dialogs = inject(Dialogs);

  /** @param question the user's words, to say what a memory has in common with them. */
  async open(memories: readonly Recalled[], question: string): Promise<void> {
    await this.dialogs.sheet(async () => (await import('./memory-sheet')).MemorySheet, {
      memories,
      question,
    });
  }
}
