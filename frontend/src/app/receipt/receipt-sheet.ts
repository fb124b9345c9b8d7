import { Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogClose, MatDialogTitle } from '@angular/material/dialog';
import { ApiError } from '../api/api-error';
import type { Receipt } from '../api/models';
import { ReceiptsApi } from '../api/receipts-api';
import { CopyButton } from '../ui/copy-button';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { Skeleton } from '../ui/skeleton';
import { ReceiptMemory } from './receipt-memory';
import { confidenceWords, REASONS } from './receipt-words';

/** What the sheet is about. */
export interface ReceiptSheetData {
  /** Id of the answer. */
  readonly messageId: string;
  /** In words, what each code of `degraded` means. */
  readonly missing: (codes: readonly string[]) => readonly string[];
}

/** What an answer was made from: memories, what was left out and why, and the whole prompt. */
@Component({
  selector: 'mc-receipt-sheet',
  imports: [CopyButton, Icon, IconButton, MatDialogClose, MatDialogTitle, ReceiptMemory, Skeleton],
  templateUrl: './receipt-sheet.html',
  styleUrl: './receipt-sheet.scss',
})
export class ReceiptSheet {
  private readonly api = inject(ReceiptsApi);
  private readonly data = inject<ReceiptSheetData>(MAT_DIALOG_DATA);

  protected readonly reasons = REASONS;
  protected readonly receipt = signal<Receipt | null>(null);
  /** Why there is none; null while it is read. */
  protected readonly failure = signal<string | null>(null);
  protected readonly sure = computed(() => {
    const receipt = this.receipt();
    return receipt && confidenceWords(receipt.confidence, receipt.nothingFits);
  });
  private readonly entries = computed(() => {
    const receipt = this.receipt();
    return receipt ? [...receipt.memories, ...receipt.leftOut] : [];
  });
  protected readonly best = computed(() => Math.max(0, ...this.entries().map((e) => e.score)));
  protected readonly missing = computed(() => this.data.missing(this.receipt()?.degraded ?? []));
  protected readonly promptTokens = computed(() =>
    (this.receipt()?.prompt ?? []).reduce((sum, { tokens }) => sum + tokens, 0),
  );
  protected readonly promptText = computed(() =>
    (this.receipt()?.prompt ?? []).map(({ role, text }) => `[${role}]\n${text}`).join('\n\n'),
  );

  constructor() {
    void this.read();
  }

  /** What a memory says, if it is on this receipt, too. */
  protected textOf(memoryId: string | null | undefined): string | undefined {
    return this.entries().find((entry) => entry.memoryId === memoryId)?.memory?.text;
  }

  protected async read(): Promise<void> {
    this.failure.set(null);
    try {
      this.receipt.set(await this.api.get(this.data.messageId));
    } catch (error) {
      const told = error instanceof ApiError && !error.offline;
      this.failure.set(told ? error.message : 'Memocha does not answer.');
    }
  }
}
