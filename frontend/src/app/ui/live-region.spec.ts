import { TestBed } from '@angular/core/testing';
import { LiveRegion, Voice } from './live-region';

describe('LiveRegion', () => {
  it('adds what is said, also the same again, and never draws a line anew', async () => {
    const fixture = TestBed.createComponent(LiveRegion);
    const page = fixture.nativeElement as HTMLElement;
    const voice = TestBed.inject(Voice);
    for (let line = 1; line <= 8; line++) voice.say('Again.');
    await fixture.whenStable();
    const [, second] = page.querySelectorAll('p');
    voice.say('Last.');
    await fixture.whenStable();
    expect(page.textContent).toBe('Again.'.repeat(7) + 'Last.');
    // A line that is drawn anew would be read twice.
    expect(page.querySelector('p')).toBe(second);
    expect(page.getAttribute('role')).toBe('log');
    expect(page.getAttribute('aria-live')).toBe('polite');
  });

  it('forgets lines that were said long ago', () => {
    const voice = TestBed.inject(Voice);
    for (let line = 1; line <= 20; line++) voice.say(`${line}`);
    expect(voice.lines().map(({ text }) => text)).toEqual('13 14 15 16 17 18 19 20'.split(' '));
  });
});
