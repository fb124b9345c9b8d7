import { TestBed } from '@angular/core/testing';
import { aPage, aSession } from '../../testing/builders';
import { empty, FakeServer, json, problem } from '../../testing/fake-server';
import { SessionsStore } from './sessions-store';

const FIRST = 'GET sessions?limit=30';
const [old, middle, young] = [1, 2, 3].map((day) =>
  aSession({ id: `s${day}`, updatedAt: `2026-05-0${day}T10:00:00.000Z` }),
);

let server: FakeServer;
let store: SessionsStore;
const ids = (): string =>
  store
    .sessions()
    .map(({ id }) => id)
    .join();

beforeEach(() => {
  server = new FakeServer()
    .on(FIRST, json(aPage([young, middle], 'c1')))
    .on('GET sessions?limit=30&cursor=c1', json(aPage([old])))
    .on('GET sessions?limit=100&cursor=c1', json(aPage([old])));
  store = TestBed.inject(SessionsStore);
});

afterEach(() => vi.unstubAllGlobals());

describe('SessionsStore', () => {
  it('reads page after page until there are no more', async () => {
    await store.load();
    expect([ids(), store.hasMore(), store.state()]).toEqual(['s3,s2', true, 'ready']);
    await store.loadMore();
    expect([ids(), store.hasMore()]).toEqual(['s3,s2,s1', false]);
    await store.loadMore();
    expect(server.seen).toHaveLength(2);
  });

  it('asks once when two want the same page', async () => {
    await Promise.all([store.load(), store.load()]);
    expect(server.asked(FIRST)).toHaveLength(1);
  });

  it('reads the newest after an older page that is being read', async () => {
    await store.load();
    await Promise.all([store.loadMore(), store.load()]);
    expect(server.seen.map(({ what }) => what)).toEqual([
      FIRST,
      'GET sessions?limit=30&cursor=c1',
      FIRST,
    ]);
  });

  it('lets go of what was deleted elsewhere, as far back as the page goes', async () => {
    await store.load();
    await store.loadMore();
    const between = aSession({ id: 's4', updatedAt: '2026-05-02T12:00:00.000Z' });
    server.on(FIRST, json(aPage([between], 'c1')));
    await store.load();
    expect(ids()).toBe('s4,s2,s1');
    server.on(FIRST, json(aPage([between])));
    await store.load();
    expect(ids()).toBe('s4');
  });

  it('keeps a conversation that was made while the page was on its way', async () => {
    server.on('POST sessions', json(aSession({ id: 's9', updatedAt: '2026-05-09T10:00:00.000Z' })));
    server.on(
      FIRST,
      store.create().then(() => json(aPage([young, middle]))),
    );
    await store.load();
    expect(ids()).toBe('s9,s3,s2');
  });

  it('reads all that is left for a search, in large pages', async () => {
    await store.load();
    await store.loadAll();
    expect(ids()).toBe('s3,s2,s1');
    expect(server.asked('GET sessions?limit=100&cursor=c1')).toHaveLength(1);
  });

  it('keeps what is there when a page cannot be read, and can be asked again', async () => {
    await store.load();
    server.on('GET sessions?limit=30&cursor=c1', 'offline', json(aPage([old])));
    await store.loadMore();
    expect([ids(), store.state()]).toEqual(['s3,s2', 'failed']);
    await store.loadMore();
    expect([ids(), store.state()]).toEqual(['s3,s2,s1', 'ready']);
  });

  it('does not ask for ever when a search meets a server that is away', async () => {
    await store.load();
    server.on('GET sessions?limit=100&cursor=c1', 'offline');
    await store.loadAll();
    expect(server.seen).toHaveLength(2);
  });

  it('moves a conversation that was used to the top', async () => {
    await store.load();
    const used = { ...middle, title: 'Tea', updatedAt: '2026-05-09T10:00:00.000Z' };
    server.on('GET sessions/s2', json(used));
    await store.refresh('s2');
    expect(ids()).toBe('s2,s3');
    expect(store.find('s2')?.title).toBe('Tea');
  });

  it('renames with what the server made of the title', async () => {
    await store.load();
    server.on('PATCH sessions/s2', json({ ...middle, title: 'Tea' }));
    await store.rename('s2', ' Tea ');
    expect(server.asked('PATCH sessions/s2')[0]?.body).toEqual({ title: ' Tea ' });
    expect(store.find('s2')?.title).toBe('Tea');
  });

  it('takes a deleted one away and tells of it', async () => {
    const removed: string[] = [];
    store.removed.subscribe((id) => removed.push(id));
    await store.load();
    server.on('DELETE sessions/s2', empty());
    await store.delete('s2');
    expect([ids(), removed]).toEqual(['s3', ['s2']]);
  });

  it('keeps one that could not be deleted', async () => {
    await store.load();
    server.on('DELETE sessions/s2', problem(500, 'internal', 'Broken'));
    await expect(store.delete('s2')).rejects.toThrow('Broken');
    expect(ids()).toBe('s3,s2');
  });

  it('knows no conversation without an id', () => {
    expect(store.find(null)).toBeUndefined();
  });
});
