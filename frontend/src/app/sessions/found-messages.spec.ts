import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { FoundMessage } from '../api/models';
import { FakeServer, json, problem } from '../../testing/fake-server';
import { FoundMessages } from './found-messages';

const rex: FoundMessage = {
  messageId: 'm1',
  externalId: null,
  sessionId: 's1',
  sessionTitle: 'Pets',
  sessionExternalId: null,
  role: 'user',
  text: 'My dog is called Rex.',
  at: '2026-05-03T10:00:00.000Z',
  speaker: null,
  score: 1,
};
const found = (items: readonly FoundMessage[], nothingFits = false) =>
  json({ items, nothingFits, degraded: [] });
const WHERE = 'GET search?q=dog&limit=20';

describe('FoundMessages', () => {
  let server: FakeServer;
  beforeEach(() => {
    localStorage.clear();
    vi.useFakeTimers();
    server = new FakeServer();
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function open(query = 'dog') {
    const fixture = TestBed.createComponent(FoundMessages);
    fixture.componentRef.setInput('query', query);
    fixture.detectChanges();
    const rest = async () => {
      await vi.advanceTimersByTimeAsync(300);
      fixture.detectChanges();
      await vi.advanceTimersByTimeAsync(0);
      fixture.detectChanges();
    };
    return { fixture, rest, element: fixture.nativeElement as HTMLElement };
  }

  it('leads to what was said, with the chat and the day', async () => {
    server.on(WHERE, found([rex]));
    const { element, rest } = open();
    expect(element.textContent).toContain('Searching');
    await rest();
    const link = element.querySelector('a');
    expect(link?.getAttribute('href')).toBe('/c/s1#m-m1');
    expect(link?.textContent).toMatch(/My dog is called Rex\.[^]* · Pets/);
  });

  it('asks once the typing has come to rest', async () => {
    server.on('GET search?q=dogs&limit=20', found([rex]));
    const { fixture, element, rest } = open();
    await vi.advanceTimersByTimeAsync(100);
    fixture.componentRef.setInput('query', ' dogs ');
    fixture.detectChanges();
    await rest();
    expect(server.seen.map(({ what }) => what)).toEqual(['GET search?q=dogs&limit=20']);
    expect(element.querySelectorAll('a')).toHaveLength(1);
  });

  it.each([
    ['nothing is found', found([])],
    ['nothing of it fits', found([rex], true)],
  ])('says so when %s', async (_, answer) => {
    server.on(WHERE, answer);
    const { element, rest } = open();
    await rest();
    expect(element.textContent).toContain('Nothing was said about that.');
    expect(element.querySelector('a')).toBeNull();
  });

  it('offers to try again when the server does not answer', async () => {
    server.on(WHERE, problem(503, 'server_busy', 'Busy'), found([rex]));
    const { element, rest } = open();
    await rest();
    expect(element.textContent).toContain('could not be searched');
    element.querySelector('button')?.click();
    await rest();
    expect(element.querySelectorAll('a')).toHaveLength(1);
  });
});
