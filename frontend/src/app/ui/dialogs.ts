import type { ComponentType } from '@angular/cdk/overlay';
import { inject, Injector, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Confirmation, TextQuestion } from './dialog-data';

/** Opens dialogs; they are fetched when first needed. Every method rejects when that fails. */
@Service()
export class Dialogs {
  private readonly injector = inject(Injector);

  /** @returns whether the reader agreed. */
  async confirm(data: Confirmation): Promise<boolean> {
    const { ConfirmDialog } = await import('./confirm-dialog');
    return (await this.open(ConfirmDialog, { data, role: 'alertdialog' })) === true;
  }

  /** @returns the text without spaces around it, null when there is none. */
  async ask(data: TextQuestion): Promise<string | null> {
    const { TextDialog } = await import('./text-dialog');
    const answer = await this.open(TextDialog, { data });
    return typeof answer === 'string' && answer.trim() ? answer.trim() : null;
  }

  /** A sheet at the side, on a phone at the bottom; resolves when it is closed. */
  async sheet(load: () => Promise<ComponentType<unknown>>, data: unknown): Promise<void> {
    const place = { panelClass: 'mc-sheet', width: '', maxWidth: '' };
    await this.open(await load(), { data, ...place });
  }

  /** A line at the foot of the page that leaves by itself. */
  async tell(text: string): Promise<void> {
    const { MatSnackBar } = await import('@angular/material/snack-bar');
    this.injector.get(MatSnackBar).open(text, undefined, { duration: 6_000 });
  }

  private async open(
    component: ComponentType<unknown>,
    config: { data: unknown; role?: 'alertdialog'; panelClass?: string },
  ): Promise<unknown> {
    const { MatDialog } = await import('@angular/material/dialog');
    const dialog = this.injector.get(MatDialog).open(component, {
      autoFocus: 'first-tabbable',
      restoreFocus: true,
      ...config,
    });
    return firstValueFrom(dialog.afterClosed(), { defaultValue: undefined });
  }
}
