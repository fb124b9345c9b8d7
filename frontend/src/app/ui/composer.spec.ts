import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import { Composer } from './composer';

let fixture: ComponentFixture<Composer>;
let sent: string[];
let stops: number;

const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
const field = (): HTMLTextAreaElement => page().querySelector('textarea')!;

/** Presses a key in the field. @returns whether the browser may still do its own part. */
function press(init: KeyboardEventInit): boolean {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  return field().dispatchEvent(event);
}

async function write(text: string): Promise<void> {
  field().value = text;
  field().dispatchEvent(new Event('input'));
  await fixture.whenStable();
}

beforeEach(async () => {
  fixture = TestBed.createComponent(Composer);
  fixture.componentRef.setInput('text', '');
  [sent, stops] = [[], 0];
  fixture.componentInstance.send.subscribe((text) => sent.push(text));
  fixture.componentInstance.stop.subscribe(() => stops++);
  await fixture.whenStable();
});

describe('Composer', () => {
  it('sends with Enter, without the spaces around', async () => {
    await write('  I drink tea\n');
    expect(press({ key: 'Enter' })).toBe(false);
    expect(sent).toEqual(['I drink tea']);
  });

  it.each([
    { key: 'Enter', shiftKey: true },
    { key: 'Enter', ctrlKey: true },
    { key: 'Enter', altKey: true },
    { key: 'Enter', metaKey: true },
    { key: 'Enter', isComposing: true },
    { key: 'Enter', keyCode: 229 },
    { key: 'a' },
  ])('leaves %j to the browser', async (key) => {
    await write('お茶');
    expect(press(key)).toBe(true);
    expect(sent).toEqual([]);
  });

  it('sends nothing when there is nothing, and breaks no line', async () => {
    await write(' \n ');
    expect(press({ key: 'Enter' })).toBe(false);
    expect(sent).toEqual([]);
    expect(page().querySelector<HTMLButtonElement>('[aria-label=Send]')?.disabled).toBe(true);
  });

  it('sends with the button and stays ready for the next words', async () => {
    document.body.append(page());
    await write('Tea');
    page().querySelector<HTMLButtonElement>('[aria-label=Send]')?.click();
    expect(sent).toEqual(['Tea']);
    expect(document.activeElement).toBe(field());
    page().remove();
  });

  it('offers Stop while an answer is written, and Enter sends nothing', async () => {
    fixture.componentRef.setInput('running', true);
    await write('Next');
    press({ key: 'Enter' });
    expect(sent).toEqual([]);
    expect(page().querySelector('[aria-label=Send]')).toBeNull();
    page().querySelector<HTMLButtonElement>('[aria-label=Stop]')?.click();
    expect(stops).toBe(1);
    fixture.componentRef.setInput('stopping', true);
    await fixture.whenStable();
    expect(page().querySelector<HTMLButtonElement>('[aria-label=Stop]')?.disabled).toBe(true);
  });

  it('shows the words that come back', async () => {
    fixture.componentRef.setInput('text', 'Again');
    await fixture.whenStable();
    expect(field().value).toBe('Again');
  });
});
