import { aMessage, aPage } from '../../testing/builders';
import { TestBed } from '@angular/core/testing';
import { ChatRoom } from '../../testing/chat-room';
import { empty, json, problem } from '../../testing/fake-server';
import { SessionsStore } from '../sessions/sessions-store';
import { RunningTurn } from './running-turn';

const NEWEST = 'GET sessions/s1/messages?limit=50';
const older = (cursor: string): string => `GET sessions/s1/messages?limit=100&cursor=${cursor}`;

let room: ChatRoom;

beforeEach(() => {
  room = new ChatRoom();
  room.server
    .on(NEWEST, json(aPage([aMessage({ id: 'm3' })], 'c1')))
    .on(older('c1'), json(aPage([aMessage({ id: 'm2' })], 'c2')))
    .on(older('c2'), json(aPage([aMessage({ id: 'm1' })])));
});

afterEach(() => vi.unstubAllGlobals());

describe('ConversationStore', () => {
  it('keeps draft and place of a conversation that one comes back to', async () => {
    await room.conversations.show('s1');
    const first = room.conversations.current();
    first.draft.set('half a thou');
    await room.conversations.show(null);
    expect(room.conversations.current().draft()).toBe('');
    await room.conversations.show('s1');
    expect(room.conversations.current()).toBe(first);
    expect(first.draft()).toBe('half a thou');
  });

  it('does not read over a turn that runs', async () => {
    const conversation = room.known();
    conversation.begin(new RunningTurn('r1', 'Tea?', 'key', true));
    await room.conversations.show('s1');
    expect(room.server.asked(NEWEST)).toEqual([]);
    expect(conversation.messages()).toHaveLength(2);
  });

  it('keeps a turn that began while the page of messages was on its way', async () => {
    const shown = room.conversations.show('s1');
    const conversation = room.conversations.current();
    conversation.begin(new RunningTurn('r1', 'Tea?', 'key', true));
    await shown;
    expect(conversation.messages().map(({ text }) => text)).toEqual(['Tea?', '']);
    expect(conversation.state()).toBe('ready');
  });

  it('offers a new conversation once the first message of the other is on its way', async () => {
    const conversation = room.conversations.current();
    conversation.begin(new RunningTurn('r1', 'Tea?', 'key', false));
    await room.conversations.show(null);
    expect(room.conversations.current()).not.toBe(conversation);
  });

  it.each([
    ['missing', problem(404, 'not_found', 'No such session')],
    ['missing', problem(400, 'validation_failed', 'No UUID')],
    ['failed', problem(500, 'internal', 'Broken')],
    ['failed', 'offline'],
  ] as const)('is %s when the messages could not be read', async (state, answer) => {
    room.server.on(NEWEST, answer);
    await room.conversations.show('s1');
    expect(room.conversations.current().state()).toBe(state);
  });

  it('leaves readable what was read before the server went away', async () => {
    await room.conversations.show('s1');
    room.server.on(NEWEST, 'offline');
    await room.conversations.show('s1');
    expect(room.conversations.current().state()).toBe('ready');
    expect(room.conversations.current().messages()).toHaveLength(1);
  });

  it('reads back to the message that a link leads to', async () => {
    await room.conversations.show('s1');
    const conversation = room.conversations.current();
    await expect(room.conversations.reach(conversation, 'm1')).resolves.toBe(true);
    expect(conversation.messages().map(({ id }) => id)).toEqual(['m1', 'm2', 'm3']);
    await expect(room.conversations.reach(conversation, 'm0')).resolves.toBe(false);
  });

  it('puts an older page in once, however often it was asked for', async () => {
    await room.conversations.show('s1');
    const conversation = room.conversations.current();
    await Promise.all([
      room.conversations.loadOlder(conversation),
      room.conversations.loadOlder(conversation),
    ]);
    expect(conversation.messages().map(({ id }) => id)).toEqual(['m2', 'm3']);
  });

  it('shows a cleared conversation as empty', async () => {
    await room.conversations.show('s1');
    room.server.on('DELETE sessions/s1/messages', empty()).on(NEWEST, json(aPage([])));
    await TestBed.inject(SessionsStore).clear('s1');
    expect(room.conversations.current().id()).toBe('s1');
    expect(room.conversations.current().messages()).toEqual([]);
  });

  it('reads anew what was deleted, should its address be opened again', async () => {
    await room.conversations.show('s1');
    const before = room.conversations.current();
    room.server.on('DELETE sessions/s1', empty()).on(NEWEST, problem(404, 'not_found', 'Gone'));
    await TestBed.inject(SessionsStore).delete('s1');
    await room.conversations.show('s1');
    expect(room.conversations.current()).not.toBe(before);
    expect(room.conversations.current().state()).toBe('missing');
  });
});
