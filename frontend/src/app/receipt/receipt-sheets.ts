import { inject, Service } from '@angular/core';
import { Dialogs } from '../ui/dialogs';

/** Opens what an answer was made from, beside the conversation or over its foot. */
@Service()
export class ReceiptSheets {
  private readonly dialogs = inject(Dialogs);

  /** @param missing tells in words what each code of `degraded` means. */
  async open(
    messageId: string,
    missing: (codes: readonly string[]) => readonly string[],
  ): Promise<void> {
    await this.dialogs.sheet(async () => (await import('./receipt-sheet')).ReceiptSheet, {
      messageId,
      missing,
    });
  }
}
