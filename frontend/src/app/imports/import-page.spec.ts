import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import type { Import } from '../api/models';
import { aPage } from '../../testing/builders';
import { FakeServer, json, problem } from '../../testing/fake-server';
import { Drawer } from '../shell/drawer';
import { SpacesStore } from '../spaces/spaces-store';
import { Voice } from '../ui/live-region';
import { ImportPage } from './import-page';
import { ImportStore } from './import-store';

const anImport = (of: Partial<Import> = {}): Import => ({
  id: 'i1',
  state: 'done',
  lines: 3,
  taken: 3,
  messages: 2,
  indexed: 2,
  failures: 0,
  failed: [],
  spaces: ['Personal'],
  shortened: 0,
  unremembered: 0,
  degraded: [],
  error: null,
  createdAt: '2026-05-03T10:00:00.000Z',
  updatedAt: '2026-05-03T10:00:00.000Z',
  ...of,
});

const LIST = 'GET import?limit=10';
const failed = [{ line: 2, code: 'unknown_role', message: 'role must be "user".' }];
const file = new File(['{}\n'], 'history.ndjson');

let server: FakeServer;
beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer().on(LIST, json(aPage([])));
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  localStorage.clear();
});

const store = () => TestBed.inject(ImportStore);

const said = (): string[] =>
  TestBed.inject(Voice)
    .lines()
    .map(({ text }) => text);

function open(): HTMLElement {
  const fixture = TestBed.createComponent(ImportPage);
  fixture.autoDetectChanges();
  return fixture.nativeElement as HTMLElement;
}
const seen = (element: HTMLElement, words: string) =>
  vi.waitFor(() => expect(element.textContent.replace(/\s+/g, ' ')).toContain(words));

describe('ImportPage', () => {
  it('sends a file and follows it to the end, and then reads the lists again', async () => {
    const importing = anImport({ state: 'importing', taken: 1, messages: 0, indexed: 0 });
    server
      .on('POST import', json(importing, 202))
      .on(LIST, json(aPage([])), json(aPage([importing])), json(aPage([anImport()])));
    const element = open();
    await vi.waitFor(() => expect(server.asked(LIST)).toHaveLength(1));
    await store().send(file);
    await seen(element, 'Taking in line 1 of 3 (33 %)');
    await vi.advanceTimersByTimeAsync(1_000);
    await seen(element, '2 messages taken in.');
    expect(server.asked('GET spaces')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.asked(LIST)).toHaveLength(3);
  });

  it('shows what has arrived while the file is still on its way', async () => {
    const arrived = Promise.withResolvers<Response>();
    const importing = anImport({ state: 'importing', taken: 1, messages: 0, indexed: 0 });
    server
      .on('POST import', arrived.promise)
      .on(LIST, json(aPage([])), json(aPage([importing])), json(aPage([anImport()])));
    const element = open();
    await vi.waitFor(() => expect(server.asked(LIST)).toHaveLength(1));
    const sent = store().send(file);
    await seen(element, 'Sending history.ndjson');
    await vi.advanceTimersByTimeAsync(1_000);
    await seen(element, 'Taking in line 1 of 3 (33 %)');
    arrived.resolve(json(importing, 202));
    await sent;
    await seen(element, '2 messages taken in.');
    expect(said()).toEqual(['2 messages taken in.']);
  });

  it('does not send what is of another kind', async () => {
    const element = open();
    await store().send(new File(['x'], 'photo.png'));
    await seen(element, '“photo.png” is neither .ndjson nor .ndjson.gz');
    expect(element.querySelector('details')?.open).toBe(true);
    expect(server.asked('POST import')).toEqual([]);
  });

  it('ends one on demand, which is no failure', async () => {
    const error = { code: 'import_cancelled', message: 'It was cancelled.' };
    const cancelled = anImport({ state: 'failed', error });
    server
      .on(LIST, json(aPage([anImport({ state: 'importing' })])), json(aPage([cancelled])))
      .on('DELETE import/i1', json(cancelled));
    const element = open();
    await seen(element, 'Cancel');
    element.querySelector<HTMLButtonElement>('mc-import-card .head button')?.click();
    await seen(element, 'It was cancelled.');
    expect(element.querySelector('.failed')).toBeNull();
    await seen(element, '2 messages of it are here. The same file again goes on from there');
    expect(element.querySelector('mc-import-card .head button')).toBeNull();
  });

  it('asks before the page is left while a file is on its way, and only then', async () => {
    const arrived = Promise.withResolvers<Response>();
    server.on('POST import', arrived.promise);
    open();
    const leave = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(leave()).toBe(false);
    const sent = store().send(file);
    expect(leave()).toBe(true);
    arrived.resolve(json(anImport(), 202));
    await sent;
    expect(leave()).toBe(false);
  });

  it('leads to the chats of a space that messages went to', async () => {
    const navigate = vi.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    vi.stubGlobal('matchMedia', () => ({ matches: true }));
    server.on(LIST, json(aPage([anImport({ spaces: ['Personal', 'Work'] })])));
    const element = open();
    await seen(element, 'To be seen in');
    element.querySelectorAll<HTMLButtonElement>('.places button')[1]?.click();
    await vi.waitFor(() => expect(navigate).toHaveBeenCalledWith(['/']));
    expect(TestBed.inject(SpacesStore).name()).toBe('Work');
    await vi.waitFor(() => expect(TestBed.inject(Drawer).opened()).toBe(true));
  });

  it('names the lines that could not be taken', async () => {
    server.on(LIST, json(aPage([anImport({ failures: 1, failed })])));
    const element = open();
    await seen(element, '1 line could not be taken');
    await seen(element, 'Line 2: role must be "user". unknown_role');
  });

  it('says that it was not taken, and why', async () => {
    server.on('POST import', problem(415, 'unsupported_media_type', 'Another type, please.'));
    const element = open();
    await store().send(file);
    await seen(element, 'Another type, please.');
  });

  it('says that nothing comes twice when the connection breaks', async () => {
    server.on('POST import', 'offline');
    const element = open();
    await store().send(file);
    await seen(element, 'send the same file again, and nothing comes twice');
  });

  it('says what it waits for', async () => {
    const waiting = anImport({ state: 'indexing', indexed: 0, degraded: ['embedder'] });
    server.on(LIST, json(aPage([waiting])));
    await seen(open(), 'Waiting for the embedding model');
  });
});
