import { TestBed } from '@angular/core/testing';
import { exactTime } from './people-date';
import { When } from './when';

describe('When', () => {
  afterEach(() => vi.useRealTimers());

  it('shows the words, and holds the exact moment', async () => {
    vi.useFakeTimers({ now: new Date(2026, 4, 20, 12), toFake: ['Date'] });
    const at = new Date(2026, 4, 19, 14, 5).toISOString();
    const fixture = TestBed.createComponent(When);
    fixture.componentRef.setInput('at', at);
    await fixture.whenStable();
    const time = (fixture.nativeElement as HTMLElement).querySelector('time');
    expect(time?.textContent).toMatch(/^yesterday at /);
    expect(time?.dateTime).toBe(at);
    expect(time?.title).toBe(exactTime(new Date(at)));

    fixture.componentRef.setInput('precision', 'day');
    await fixture.whenStable();
    expect(time?.textContent).toBe('yesterday');
  });
});
