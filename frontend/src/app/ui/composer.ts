import type { ElementRef } from '@angular/core';
import { Component, input, model, output, viewChild } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { Icon } from './icon';
import { sends } from './composer-keys';

/** Where one writes: grows with the text, Enter sends, Shift+Enter breaks the line. */
@Component({
  selector: 'mc-composer',
  imports: [Icon, MatTooltip],
  templateUrl: './composer.html',
  styleUrl: './composer.scss',
})
export class Composer {
  readonly text = model.required<string>();
  /** An answer is being written: Stop stands where Send was. */
  readonly running = input(false);
  /** Stop was asked for already. */
  readonly stopping = input(false);
  /** The words to send, without spaces around them. */
  readonly send = output<string>();
  readonly stop = output();

  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');

  /** Puts the caret at the end of what is written. */
  focus(): void {
    const field = this.field().nativeElement;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }

  protected typed(event: Event): void {
    if (event.target instanceof HTMLTextAreaElement) this.text.set(event.target.value);
  }

  protected key(event: KeyboardEvent): void {
    if (!sends(event)) return;
    event.preventDefault();
    this.submit();
  }

  protected submit(): void {
    const words = this.text().trim();
    if (words && !this.running()) this.send.emit(words);
    this.field().nativeElement.focus();
  }

  protected halt(): void {
    this.stop.emit();
    this.field().nativeElement.focus();
  }
}
