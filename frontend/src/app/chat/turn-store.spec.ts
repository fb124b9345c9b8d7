import { TestBed } from '@angular/core/testing';
import { ChatRoom, onShow } from '../../testing/chat-room';
import { EventStream } from '../../testing/event-stream';
import { empty, problem } from '../../testing/fake-server';
import { settled } from '../../testing/settled';
import { SessionsStore } from '../sessions/sessions-store';

const POST = 'POST sessions/s1/messages';

let room: ChatRoom;

beforeEach(() => {
  vi.useFakeTimers();
  room = new ChatRoom();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('sending', () => {
  it('shows the words at once, before any server has answered', () => {
    const conversation = room.known();
    conversation.draft.set('I drink tea');
    void room.turns.send(conversation, 'I drink tea');
    expect(onShow(conversation)).toEqual([
      'user: I drink tea (complete)',
      'assistant:  (streaming)',
    ]);
    expect(conversation.draft()).toBe('');
    expect(conversation.turn()?.phase()).toBe('sending');
  });

  it('makes a session of a new conversation and goes to its address', async () => {
    room.server.on(POST, new EventStream().meta().token('Noted.').done());
    const conversation = room.conversations.current();
    await room.turns.send(conversation, 'I drink tea');
    expect(conversation.id()).toBe('s1');
    expect(room.navigate.mock.calls).toEqual([[['/c', 's1']]]);
    expect(room.server.asked('POST sessions')).toHaveLength(1);
    expect(TestBed.inject(SessionsStore).find('s1')?.title).toBe('Tea');
  });

  it('does not drag along a reader who has gone elsewhere meanwhile', async () => {
    room.server.on(POST, new EventStream().meta().done());
    const conversation = room.conversations.current();
    const sent = room.turns.send(conversation, 'I drink tea');
    await room.conversations.show(null);
    await sent;
    expect(room.navigate).not.toHaveBeenCalled();
    expect(room.conversations.current()).not.toBe(conversation);
  });

  it('takes tokens, memories and ids as they come and keeps the keys', async () => {
    const stream = new EventStream().meta();
    room.server.on(POST, stream);
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    const keys = conversation.messages().map(({ key }) => key);
    await settled();
    expect(conversation.turn()?.phase()).toBe('waiting');
    stream
      .event('memory', { used: [{ memoryId: 'x' }] })
      .token('You ')
      .token('drink it.');
    await settled();
    expect(onShow(conversation)[1]).toBe('assistant: You drink it. (streaming)');
    expect(conversation.turn()?.phase()).toBe('writing');
    stream.done('length');
    await sent;
    const [said, answer] = conversation.messages();
    expect(conversation.messages().map(({ key }) => key)).toEqual(keys);
    expect(said?.id).toBe('u1');
    expect(answer).toMatchObject({
      id: 'a1',
      parentId: 'u1',
      text: 'You drink it.',
      status: 'complete',
      finishReason: 'length',
      model: 'llama3.2',
      memories: [{ memoryId: 'x' }],
    });
    expect(conversation.turn()).toBeNull();
  });

  it('sends nothing while an answer is being written', async () => {
    room.server.on(POST, new EventStream().meta());
    const conversation = room.known();
    void room.turns.send(conversation, 'One');
    await settled();
    await room.turns.send(conversation, 'Two');
    expect(room.server.asked(POST)).toHaveLength(1);
    expect(conversation.messages()).toHaveLength(2);
  });
});

describe('a message that was not accepted', () => {
  it('comes back into the box, with the reason', async () => {
    room.server.on(POST, problem(413, 'message_too_long', 'Too long'));
    const conversation = room.known();
    await room.turns.send(conversation, 'Very long');
    expect(conversation.messages()).toEqual([]);
    expect(conversation.draft()).toBe('Very long');
    expect(conversation.notice()).toMatch(/too long.*back in the box/);
    expect(conversation.turn()).toBeNull();
  });

  it('stands before what was typed meanwhile', async () => {
    room.server.on(POST, 'offline');
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'First');
    conversation.draft.set('Second');
    await sent;
    expect(conversation.draft()).toBe('First\nSecond');
  });

  it('goes out again under the same request id, other words under another', async () => {
    room.server.on(POST, 'offline', 'offline', new EventStream().meta().done());
    const conversation = room.known();
    await room.turns.send(conversation, 'Hello');
    await room.turns.send(conversation, 'Hello');
    await room.turns.send(conversation, 'Hello there');
    const [first, second, third] = room.requestIds();
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(conversation.notice()).toBeNull();
  });

  it('makes one session only when the first one could be made', async () => {
    room.server.on(POST, 'offline', new EventStream().meta().done());
    const conversation = room.conversations.current();
    await room.turns.send(conversation, 'Hello');
    await room.turns.send(conversation, 'Hello');
    expect(room.server.asked('POST sessions')).toHaveLength(1);
    expect(onShow(conversation)).toHaveLength(2);
  });

  it('leaves no empty chat behind when it was the first one and was refused', async () => {
    room.server.on(POST, problem(413, 'message_too_long', 'Too long'));
    room.server.on('DELETE sessions/s1', empty());
    const conversation = room.conversations.current();
    await room.turns.send(conversation, 'Very long');
    expect(TestBed.inject(SessionsStore).sessions()).toEqual([]);
    expect(room.server.asked('DELETE sessions/s1')).toHaveLength(1);
    expect(room.navigate.mock.lastCall).toEqual([['/']]);
    expect(conversation.id()).toBeNull();
    await room.conversations.show(null);
    expect(room.conversations.current()).toBe(conversation);
    expect(conversation.draft()).toBe('Very long');
    expect(conversation.notice()).toMatch(/too long/);
  });

  it('keeps the chat of a first one when another new chat has words in it', async () => {
    room.server.on(POST, problem(413, 'message_too_long', 'Too long'));
    const conversation = room.conversations.current();
    const sent = room.turns.send(conversation, 'Very long');
    await room.conversations.show(null);
    room.conversations.current().draft.set('Something else');
    await sent;
    expect(room.server.asked('DELETE sessions/s1')).toEqual([]);
    expect([conversation.id(), conversation.draft()]).toEqual(['s1', 'Very long']);
    expect(room.conversations.current().draft()).toBe('Something else');
  });

  it('keeps the chat of an older one that was refused', async () => {
    room.server.on(POST, problem(413, 'message_too_long', 'Too long'));
    await room.turns.send(room.known(), 'Very long');
    expect(room.server.asked('DELETE sessions/s1')).toEqual([]);
  });

  it('says that the connection broke when it broke before the first event', async () => {
    const stream = new EventStream();
    room.server.on(POST, stream);
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Hello');
    await settled();
    stream.break();
    await sent;
    expect(conversation.draft()).toBe('Hello');
    expect(conversation.notice()).toMatch(/connection broke before/);
  });
});

describe('several conversations', () => {
  it('are answered side by side, each in its own place', async () => {
    const [one, two] = [new EventStream(), new EventStream('stream-2')];
    room.server.on(POST, one.meta()).on('POST sessions/s2/messages', two.meta());
    const [tea, chess] = [room.known('s1'), room.known('s2')];
    const sent = [room.turns.send(tea, 'Tea?'), room.turns.send(chess, 'Chess?')];
    await settled();
    two.token('Queen').done();
    one.token('Green').done();
    await Promise.all(sent);
    expect(onShow(tea)).toEqual(['user: Tea? (complete)', 'assistant: Green (complete)']);
    expect(onShow(chess)).toEqual(['user: Chess? (complete)', 'assistant: Queen (complete)']);
  });

  it('let go of the answer of one that is deleted', async () => {
    const stream = new EventStream().meta().token('You');
    room.server.on(POST, stream).on('DELETE sessions/s1', empty());
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    await settled();
    await TestBed.inject(SessionsStore).delete('s1');
    await sent;
    expect(stream.released).toBe(true);
    expect(room.server.asked(POST)).toHaveLength(1);
    expect(TestBed.inject(SessionsStore).find('s1')).toBeUndefined();
  });
});
