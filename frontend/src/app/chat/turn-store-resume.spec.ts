import { aMessage, aPage } from '../../testing/builders';
import { ChatRoom, onShow } from '../../testing/chat-room';
import { EventStream } from '../../testing/event-stream';
import { json, problem } from '../../testing/fake-server';
import { settled } from '../../testing/settled';

const POST = 'POST sessions/s1/messages';
const GET = 'GET sessions/s1/messages?limit=50';
const FOLLOW = 'GET streams/stream-1';

let room: ChatRoom;

beforeEach(() => {
  vi.useFakeTimers();
  room = new ChatRoom();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a connection that breaks', () => {
  it('is taken up after the last event, nothing lost and nothing twice', async () => {
    const first = new EventStream().meta().token('You drink');
    const second = new EventStream('stream-1', undefined, 2);
    room.server.on(POST, first).on(FOLLOW, second);
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    await settled();
    first.break();
    await settled();
    expect(conversation.turn()?.phase()).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(500);
    // The words go as soon as there is a connection, whether or not it brings something.
    expect(conversation.turn()?.phase()).toBe('writing');
    expect(room.server.asked(FOLLOW)[0]?.lastEventId).toBe('stream-1:2');
    second.token(' tea.').done();
    await sent;
    expect(onShow(conversation)).toEqual([
      'user: Tea? (complete)',
      'assistant: You drink tea. (complete)',
    ]);
    expect(room.server.asked(POST)).toHaveLength(1);
  });

  it('is told anew where the server says so, and never shown backwards', async () => {
    const first = new EventStream().meta().token('You drink');
    const second = new EventStream().meta();
    room.server.on(POST, first).on(FOLLOW, second);
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    await settled();
    first.break();
    await settled();
    await vi.advanceTimersByTimeAsync(500);
    const texts: string[] = [];
    for (const piece of ['You ', 'drink', ' tea.']) {
      second.token(piece);
      await settled();
      texts.push(conversation.turn()?.text() ?? '');
    }
    second.done();
    await sent;
    expect(texts).toEqual(['You drink', 'You drink', 'You drink tea.']);
    expect(onShow(conversation)[1]).toBe('assistant: You drink tea. (complete)');
  });

  it('is told with its end when the answer has ended meanwhile', async () => {
    const end = new EventStream('stream-1', undefined, 2).done('stop', { text: 'You drink tea.' });
    room.server.on(POST, new EventStream().meta().token('You').end()).on(FOLLOW, end);
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    await vi.advanceTimersByTimeAsync(500);
    await sent;
    expect(onShow(conversation)[1]).toBe('assistant: You drink tea. (complete)');
  });

  it('is read from the start where the server does not know the last event', async () => {
    room.server.on(POST, new EventStream().meta().token('You').end());
    const whole = new EventStream().meta().token('Tea.').done();
    room.server.on(FOLLOW, problem(400, 'last_event_id_ahead', 'No.'), whole);
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    await vi.advanceTimersByTimeAsync(1_500);
    await sent;
    expect(room.server.asked(FOLLOW).map(({ lastEventId }) => lastEventId)).toEqual([
      'stream-1:2',
      null,
    ]);
    expect(onShow(conversation)[1]).toBe('assistant: Tea. (complete)');
  });

  it('is let go of when the network goes, and taken up when it is there again', async () => {
    const first = new EventStream().meta().token('You');
    const second = new EventStream('stream-1', undefined, 2).token(' do.').done();
    room.server.on(POST, first).on(FOLLOW, 'offline', second);
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    await settled();
    window.dispatchEvent(new Event('offline'));
    await settled();
    expect(first.released).toBe(true);
    expect(conversation.turn()?.phase()).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(500);
    window.dispatchEvent(new Event('online'));
    await sent;
    expect(onShow(conversation)[1]).toBe('assistant: You do. (complete)');
  });
});

describe('an answer that is not whole', () => {
  const CONTINUE = 'POST streams/a1/continue';
  const half = () => {
    const question = aMessage({ id: 'u1', text: 'Tea?', requestId: 'r1' });
    const answer = { id: 'a1', role: 'assistant', text: 'You', status: 'stopped' } as const;
    room.server.on(GET, json(aPage([question, aMessage(answer)])));
  };
  const show = async () => {
    await room.conversations.show('s1');
    const conversation = room.conversations.current();
    return { conversation, answer: conversation.messages().at(-1)! };
  };

  it('is gone on with, and what there is of it stays', async () => {
    half();
    const going = new EventStream('a1');
    room.server.on(CONTINUE, going);
    const { conversation, answer } = await show();
    const gone = room.turns.continue(conversation, answer);
    await settled();
    expect(onShow(conversation)[1]).toBe('assistant: You (streaming)');
    going.meta().token('You').token(' drink it.').done();
    await gone;
    expect(onShow(conversation)[1]).toBe('assistant: You drink it. (complete)');
    expect(room.server.asked(POST)).toEqual([]);
  });

  it('is followed where the connection breaks while it is gone on with', async () => {
    half();
    const rest = new EventStream('a1', undefined, 2).token(' do.').done();
    room.server.on(CONTINUE, new EventStream('a1').meta().token('You').end());
    room.server.on('GET streams/a1', rest);
    const { conversation, answer } = await show();
    const gone = room.turns.continue(conversation, answer);
    await vi.advanceTimersByTimeAsync(500);
    await gone;
    expect(onShow(conversation)[1]).toBe('assistant: You do. (complete)');
  });

  it('is read again where it was gone on with elsewhere', async () => {
    half();
    room.server.on(CONTINUE, problem(409, 'not_continuable', 'It is whole.'));
    const { conversation, answer } = await show();
    const question = aMessage({ id: 'u1', text: 'Tea?', requestId: 'r1' });
    const whole = aMessage({ id: 'a1', role: 'assistant', text: 'You do.' });
    room.server.on(GET, json(aPage([question, whole])));
    await room.turns.continue(conversation, answer);
    await settled();
    expect(onShow(conversation)[1]).toBe('assistant: You do. (complete)');
  });
});

describe('two tabs', () => {
  it('tell each other what is said, once', async () => {
    room.server.on(POST, new EventStream().meta().end());
    room.server.on(FOLLOW, new EventStream().meta().token('Tea.').done());
    const sent = room.turns.send(room.known(), 'Tea?');
    await vi.advanceTimersByTimeAsync(500);
    await sent;
    expect(room.told).toEqual(['s1']);
  });

  it('show an answer that was asked for in the other', async () => {
    room.server.on(GET, json(aPage([])));
    await room.conversations.show('s1');
    const conversation = room.conversations.current();
    const question = aMessage({ id: 'u1', text: 'Tea?', requestId: 'r1' });
    const half = aMessage({ id: 'a1', role: 'assistant', text: 'You', status: 'streaming' });
    const stream = new EventStream('a1').meta();
    room.server.on(GET, json(aPage([question, half]))).on('GET streams/a1', stream);
    room.tellHere('s1');
    await settled();
    stream.token('You drink it.');
    await settled();
    expect(onShow(conversation)).toEqual([
      'user: Tea? (complete)',
      'assistant: You drink it. (streaming)',
    ]);
    stream.done();
    await settled();
    expect(conversation.turn()).toBeNull();
    expect(room.told).toEqual([]);
  });

  it('leave alone what the other does not show, or is answered here', async () => {
    room.server.on(POST, new EventStream().meta());
    void room.turns.send(room.known(), 'Tea?');
    await settled();
    room.tellHere('s1');
    room.tellHere('s2');
    await settled();
    expect(room.server.seen.filter(({ what }) => what.includes('messages?'))).toEqual([]);
  });
});

describe('after a reload', () => {
  const question = aMessage({ id: 'u1', text: 'Tea?', requestId: 'r1' });
  const half = aMessage({ id: 'a1', role: 'assistant', text: 'You', status: 'streaming' });

  it('takes up the answer that is still being written', async () => {
    room.server.on(GET, json(aPage([question, half])));
    const stream = new EventStream('a1').meta().token('You drink it.').done();
    room.server.on('GET streams/a1', stream);
    await room.conversations.show('s1');
    const conversation = room.conversations.current();
    await room.turns.resume(conversation);
    expect(room.server.asked('GET streams/a1')[0]?.lastEventId).toBeNull();
    expect(onShow(conversation)).toEqual([
      'user: Tea? (complete)',
      'assistant: You drink it. (complete)',
    ]);
  });

  it('asks for nothing when all answers are whole', async () => {
    room.server.on(GET, json(aPage([question, { ...half, status: 'complete' }])));
    await room.conversations.show('s1');
    await room.turns.resume(room.conversations.current());
    expect(room.server.asked('GET streams/a1')).toEqual([]);
  });
});
