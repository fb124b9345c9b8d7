import { OverlayContainer } from '@angular/cdk/overlay';
import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog, MatDialogState } from '@angular/material/dialog';
import { Dialogs } from './dialogs';

const QUESTION = {
  title: 'Rename chat',
  label: 'Title',
  value: 'Tea',
  maxLength: 200,
  action: 'Rename',
};
const CONFIRMATION = { title: 'Delete this chat?', text: 'It goes.', action: 'Delete' };

const page = (): HTMLElement => TestBed.inject(OverlayContainer).getContainerElement();

/** Waits for a dialog to stand there. */
async function opened(): Promise<HTMLElement> {
  const dialog = await vi.waitUntil(() =>
    page().querySelector<HTMLElement>('mat-dialog-container h2'),
  );
  await TestBed.inject(ApplicationRef).whenStable();
  return dialog.closest<HTMLElement>('mat-dialog-container')!;
}

function press(dialog: HTMLElement, name: string): void {
  const buttons = Array.from(dialog.querySelectorAll('button'));
  const button = buttons.find(({ textContent }) => textContent.trim() === name);
  if (!button) throw new Error(`There is no button ${name}`);
  button.click();
}

async function write(dialog: HTMLElement, text: string): Promise<void> {
  const field = dialog.querySelector('input')!;
  field.value = text;
  field.dispatchEvent(new Event('input'));
  await TestBed.inject(ApplicationRef).whenStable();
}

describe('confirm', () => {
  it.each([
    ['Delete', true],
    ['Keep', false],
  ])('with %s is %s', async (name, agreed) => {
    const answer = TestBed.inject(Dialogs).confirm(CONFIRMATION);
    const dialog = await opened();
    expect(dialog.getAttribute('role')).toBe('alertdialog');
    expect(dialog.textContent).toContain('It goes.');
    press(dialog, name);
    await expect(answer).resolves.toBe(agreed);
  });

  it('is no when it is closed by Escape', async () => {
    const answer = TestBed.inject(Dialogs).confirm(CONFIRMATION);
    await opened();
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', keyCode: 27, bubbles: true }),
    );
    await expect(answer).resolves.toBe(false);
  });
});

describe('ask', () => {
  it('begins with what is there and gives the new words without spaces around', async () => {
    const answer = TestBed.inject(Dialogs).ask(QUESTION);
    const dialog = await opened();
    expect(dialog.querySelector('input')).toMatchObject({ value: 'Tea', maxLength: 200 });
    await write(dialog, '  Green tea ');
    press(dialog, 'Rename');
    await expect(answer).resolves.toBe('Green tea');
  });

  it('takes no empty text, not by Enter either', async () => {
    const answer = TestBed.inject(Dialogs).ask(QUESTION);
    const dialog = await opened();
    await write(dialog, '   ');
    expect(dialog.querySelector<HTMLButtonElement>('[type=submit]')?.disabled).toBe(true);
    dialog.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    const [open] = TestBed.inject(MatDialog).openDialogs;
    expect(open?.getState()).toBe(MatDialogState.OPEN);
    press(dialog, 'Cancel');
    await expect(answer).resolves.toBeNull();
  });

  it('takes Enter right after the first letter, and not while an input method composes', async () => {
    const answer = TestBed.inject(Dialogs).ask({ ...QUESTION, value: '' });
    const dialog = await opened();
    const field = dialog.querySelector('input')!;
    field.value = 'T';
    field.dispatchEvent(new Event('input'));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true }));
    field.value = 'Tea';
    field.dispatchEvent(new Event('input'));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await expect(answer).resolves.toBe('Tea');
  });
});
