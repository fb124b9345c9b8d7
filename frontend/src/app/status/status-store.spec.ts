import { TestBed } from '@angular/core/testing';
import { aStatus } from '../../testing/builders';
import { FakeServer, json } from '../../testing/fake-server';
import { StatusStore } from './status-store';

let server: FakeServer;
let store: StatusStore;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  store = TestBed.inject(StatusStore);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function pass(milliseconds: number): Promise<number> {
  const before = server.seen.length;
  TestBed.tick();
  await vi.advanceTimersByTimeAsync(milliseconds);
  TestBed.tick();
  return server.seen.length - before;
}

describe('StatusStore', () => {
  it('asks no more once all is well', async () => {
    server.on('GET status', json(aStatus('connected')));
    await store.check();
    expect(store.status()?.model.name).toBe('llama3.2');
    expect([store.offline(), store.recallOnly()]).toEqual([false, false]);
    await expect(pass(60_000)).resolves.toBe(0);
  });

  it('looks for a model by itself until there is one', async () => {
    server.on('GET status', json(aStatus('recall-only')), json(aStatus('connected')));
    await store.check();
    expect(store.recallOnly()).toBe(true);
    await expect(pass(15_000)).resolves.toBe(1);
    expect(store.recallOnly()).toBe(false);
    await expect(pass(60_000)).resolves.toBe(0);
  });

  it('follows the search by meaning until it is ready', async () => {
    server.on(
      'GET status',
      json(aStatus('connected', { state: 'waiting', code: 'starting', done: 0 })),
      json(aStatus('connected', { state: 'filling', done: 4, total: 9 })),
      json(aStatus('connected')),
    );
    await store.check();
    expect([store.meaningAway(), store.learning()]).toEqual([null, null]);
    await expect(pass(5_000)).resolves.toBe(1);
    expect(store.learning()).toEqual({ done: 4, total: 9 });
    await expect(pass(2_000)).resolves.toBe(1);
    expect(store.learning()).toBeNull();
    await expect(pass(60_000)).resolves.toBe(0);
  });

  it('looks every few seconds whether the model answers itself again', async () => {
    const standIn = { answers: 'fallback', why: 'z' } as const;
    server.on('GET status', json(aStatus('connected', {}, standIn)), json(aStatus('connected')));
    await store.check();
    expect(store.standIn()).toEqual(standIn);
    await expect(pass(5_000)).resolves.toBe(1);
    expect(store.standIn()).toBeNull();
    await expect(pass(60_000)).resolves.toBe(0);
  });

  it('knows which part the search by meaning waits for', async () => {
    const waiting = (code: string) => json(aStatus('connected', { state: 'waiting', code }));
    server.on('GET status', waiting('embedder_unreachable'), waiting('milvus_not_loaded'));
    await store.check();
    expect(store.meaningAway()?.part).toBe('embedder');
    await store.check();
    expect(store.meaningAway()).toEqual({ part: 'vectors', why: 'z' });
  });

  it('looks some times more after an answer that had to do without something', async () => {
    const waiting = json(aStatus('connected', { state: 'waiting', code: 'embedder_unreachable' }));
    server.on('GET status', json(aStatus('connected')), json(aStatus('connected')), waiting);
    store.suspect();
    await expect(pass(2_000)).resolves.toBe(1);
    expect(store.meaningAway()).toBeNull();
    await pass(2_000);
    expect(store.meaningAway()?.part).toBe('embedder');
    server.on('GET status', json(aStatus('connected')));
    await pass(60_000);
    await expect(pass(60_000)).resolves.toBe(0);
  });

  it('looks for a server that is away every few seconds, and keeps what it knew', async () => {
    server.on('GET status', json(aStatus('connected')), 'offline', 'offline', 'offline');
    await store.check();
    await store.check();
    expect(store.offline()).toBe(true);
    expect(store.status()?.model.mode).toBe('connected');
    await expect(pass(6_000)).resolves.toBe(2);
    server.on('GET status', json(aStatus('connected')));
    await pass(3_000);
    expect(store.offline()).toBe(false);
    await expect(pass(60_000)).resolves.toBe(0);
  });
});
