import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { TextQuestion } from './dialog-data';

/** Asks for one line of text. */
@Component({
  selector: 'mc-text-dialog',
  imports: [
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatFormField,
    MatInput,
    MatLabel,
  ],
  template: `
    <form (submit)="$event.preventDefault(); done()">
      <h2 mat-dialog-title>{{ data.title }}</h2>
      <mat-dialog-content>
        <mat-form-field appearance="outline">
          <mat-label>{{ data.label }}</mat-label>
          <input
            matInput
            #field
            autocomplete="off"
            [attr.maxlength]="data.maxLength"
            [value]="text()"
            (input)="text.set(field.value)"
            (focus)="field.select()"
            (keydown.enter)="enter($event)"
          />
        </mat-form-field>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>Cancel</button>
        <button matButton="filled" type="submit" [disabled]="!text().trim()">
          {{ data.action }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    mat-form-field {
      /* Room for the label, which stands on the border. */
      padding-top: 8px;
      min-width: min(22rem, 70vw);
      width: 100%;
    }
  `,
})
export class TextDialog {
  protected readonly data = inject<TextQuestion>(MAT_DIALOG_DATA);
  protected readonly text = signal(this.data.value);
  private readonly dialog = inject<MatDialogRef<TextDialog, string>>(MatDialogRef);

  /** The button is shown as usable a moment after the first letter, and Enter would go by it. */
  protected enter(event: Event): void {
    // Enter may also take over what an input method offers.
    if (event instanceof KeyboardEvent && event.isComposing) return;
    event.preventDefault();
    this.done();
  }

  protected done(): void {
    if (this.text().trim()) this.dialog.close(this.text());
  }
}
