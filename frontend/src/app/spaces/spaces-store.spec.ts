import { TestBed } from '@angular/core/testing';
import { aPage, aSession, aSpace } from '../../testing/builders';
import { empty, FakeServer, json } from '../../testing/fake-server';
import { SessionsStore } from '../sessions/sessions-store';
import { SpacesStore } from './spaces-store';

const home = aSpace();
const work = aSpace({ id: 'work', name: 'Work', isDefault: false });

let server: FakeServer;
beforeEach(() => {
  localStorage.clear();
  server = new FakeServer()
    .on('GET spaces', json(aPage([home, work])))
    .on('GET sessions?limit=30', json(aPage([aSession()])))
    .on('GET sessions?limit=30&space=Personal', json(aPage([aSession()])))
    .on('GET sessions?limit=30&space=Work', json(aPage([aSession({ id: 'w', space: 'Work' })])));
});
afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

const store = () => TestBed.inject(SpacesStore);
const shown = () =>
  TestBed.inject(SessionsStore)
    .sessions()
    .map(({ id }) => id);

describe('SpacesStore', () => {
  it('shows the default space at first, and another one over a reload', async () => {
    await store().load();
    expect(store().name()).toBe('Personal');
    store().choose('Work');
    TestBed.resetTestingModule();
    expect(store().name()).toBe('Work');
    await store().load();
    expect(store().current()).toEqual(work);
  });

  it('shows the default space when the chosen one is gone', async () => {
    localStorage.setItem('memocha.space', 'Gone');
    await store().load();
    expect(store().name()).toBe('Personal');
  });

  it('makes the list of chats follow', async () => {
    await store().load();
    await TestBed.inject(SessionsStore).load();
    expect(shown()).toEqual(['s1']);
    store().choose('Work');
    TestBed.tick();
    await vi.waitFor(() => expect(shown()).toEqual(['w']));
    store().choose('Personal');
    TestBed.tick();
    await vi.waitFor(() => expect(shown()).toEqual(['s1']));
  });

  it('makes, renames and deletes', async () => {
    await store().load();
    const club = aSpace({ id: 'club', name: 'Club', isDefault: false });
    server
      .on('POST spaces', json(club, 201))
      .on('GET spaces', json(aPage([home, club, work])))
      .on('PATCH spaces/club', json({ ...club, name: 'Chess' }))
      .on('DELETE spaces/club', empty());
    await store().create('Club');
    expect(store().current()).toEqual(club);
    await store().rename(club, 'Chess');
    expect([store().name(), store().spaces().length]).toEqual(['Chess', 3]);
    await store().delete(club);
    expect([store().name(), store().spaces()]).toEqual(['Personal', [home, work]]);
  });
});
