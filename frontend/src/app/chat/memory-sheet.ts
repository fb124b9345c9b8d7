import { Component, inject } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogClose, MatDialogTitle } from '@angular/material/dialog';
import type { Recalled } from '../api/models';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { MemoryCard } from './memory-card';

/** What the sheet is about. */
export interface MemorySheetData {
  readonly memories: readonly Recalled[];
  /** The words that they were looked up for. */
  readonly question: string;
}

/** The memories that went into one answer, best first. */
@Component({
  selector: 'mc-memory-sheet',
  imports: [Icon, IconButton, MatDialogClose, MatDialogTitle, MemoryCard],
  template: `
    <div class="head">
      <mc-icon name="memory" />
      <h2 mat-dialog-title>Remembered for this answer</h2>
      <button mc-icon-button mat-dialog-close aria-label="Close">
        <mc-icon name="close" />
      </button>
    </div>
    <ul>
      @for (memory of data.memories; track memory.memoryId) {
        <li>
          <mc-memory-card
            [memory]="memory"
            [question]="data.question"
            [later]="textOf(memory.outdatedBy)"
          />
        </li>
      }
    </ul>
  `,
  styleUrl: './memory-sheet.scss',
})
export class MemorySheet {
  protected readonly data = inject<MemorySheetData>(MAT_DIALOG_DATA);

  protected textOf(memoryId: string | null): string | undefined {
    return this.data.memories.find((memory) => memory.memoryId === memoryId)?.text;
  }
}
