import { aMessage, aPage } from '../../testing/builders';
import { ChatRoom, onShow } from '../../testing/chat-room';
import { EventStream } from '../../testing/event-stream';
import { empty, json, problem } from '../../testing/fake-server';
import { settled } from '../../testing/settled';

const POST = 'POST sessions/s1/messages';
const GET = 'GET sessions/s1/messages?limit=50';

let room: ChatRoom;

beforeEach(() => {
  vi.useFakeTimers();
  room = new ChatRoom();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a turn that fails after it was accepted', () => {
  it('keeps the message and the part of the answer, and is asked again under the same id', async () => {
    const failed = new EventStream()
      .meta()
      .token('You dr')
      .event('error', {
        code: 'model_unreachable',
        message: 'Away.',
        retryable: true,
        partial: true,
      })
      .done('error');
    const better = new EventStream('stream-2', { messageId: 'a2', userMessageId: 'u1' });
    room.server.on(POST, failed, better.meta().token('Tea.').done());
    const conversation = room.known();
    await room.turns.send(conversation, 'Tea?');
    const answer = conversation.messages().at(-1)!;
    expect(onShow(conversation)).toEqual(['user: Tea? (complete)', 'assistant: You dr (failed)']);
    expect(answer.error).toEqual({ code: 'model_unreachable', message: 'Away.', retryable: true });
    expect(conversation.draft()).toBe('');

    await room.turns.retry(conversation, answer);
    expect(onShow(conversation)).toEqual(['user: Tea? (complete)', 'assistant: Tea. (complete)']);
    expect(conversation.messages().at(-1)).toMatchObject({ id: 'a2', error: null });
    expect(new Set(room.requestIds()).size).toBe(1);
  });

  it('gives up after the last attempt, with the message kept', async () => {
    room.server.on(POST, new EventStream().meta().token('You').end(), 'offline');
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    await vi.advanceTimersByTimeAsync(60_000);
    await sent;
    expect(room.server.asked(POST)).toHaveLength(5);
    expect(conversation.messages().at(-1)).toMatchObject({
      status: 'failed',
      error: { code: 'offline', retryable: true },
    });
    expect(conversation.draft()).toBe('');
  });

  it('keeps its part of an answer when Retry comes to nothing, and clears it for another', async () => {
    const failed = new EventStream().meta().token('You dr').done('interrupted');
    const better = new EventStream('stream-2', { messageId: 'a2', userMessageId: 'u1' }).meta();
    room.server.on(POST, failed, problem(409, 'request_conflict', 'No'), better);
    const conversation = room.known();
    await room.turns.send(conversation, 'Tea?');
    const refused = room.turns.retry(conversation, conversation.messages().at(-1)!);
    expect(onShow(conversation)[1]).toBe('assistant: You dr (streaming)');
    // What is the turn's is read aloud: this was already.
    expect(conversation.turn()?.text()).toBe('');
    await refused;
    expect(onShow(conversation)[1]).toBe('assistant: You dr (failed)');
    void room.turns.retry(conversation, conversation.messages().at(-1)!);
    await settled();
    expect(onShow(conversation)[1]).toBe('assistant:  (streaming)');
  });

  it('is given as many attempts anew once a connection has brought something', async () => {
    const [first, second] = [new EventStream().meta().end(), new EventStream().meta().end()];
    room.server.on(POST, first, 'offline', 'offline', second, 'offline');
    const sent = room.turns.send(room.known(), 'Tea?');
    await vi.advanceTimersByTimeAsync(60_000);
    await sent;
    expect(room.server.asked(POST)).toHaveLength(8);
  });

  it('is not tried again when the server refuses', async () => {
    room.server.on(
      POST,
      new EventStream().meta().end(),
      problem(409, 'request_conflict', 'Other text'),
    );
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    await vi.advanceTimersByTimeAsync(60_000);
    await sent;
    expect(room.server.asked(POST)).toHaveLength(2);
    expect(conversation.messages().at(-1)?.error?.code).toBe('request_conflict');
  });
});

describe('a connection that breaks', () => {
  it('is taken up again, and what is replayed is neither doubled nor shown backwards', async () => {
    const first = new EventStream().meta().token('You drink');
    const second = new EventStream().meta();
    room.server.on(POST, first, second);
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    await settled();
    first.break();
    await settled();
    expect(conversation.turn()?.phase()).toBe('reconnecting');
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
    expect(onShow(conversation)).toEqual([
      'user: Tea? (complete)',
      'assistant: You drink tea. (complete)',
    ]);
    expect(new Set(room.requestIds()).size).toBe(1);
  });

  it('keeps nothing of an answer that the server began anew meanwhile', async () => {
    const first = new EventStream().meta().token('A long beginning');
    const other = new EventStream('stream-2', { messageId: 'a2', userMessageId: 'u1' });
    room.server.on(POST, first, other.meta().token('Tea.').done());
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    await settled();
    first.break();
    await settled();
    await vi.advanceTimersByTimeAsync(500);
    await sent;
    expect(onShow(conversation)[1]).toBe('assistant: Tea. (complete)');
  });

  it('is taken up again when it ends without a done', async () => {
    const whole = new EventStream().meta().token('Tea.').done();
    const cut = new EventStream().meta();
    room.server.on(POST, cut, whole);
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    await settled();
    cut.end();
    await vi.advanceTimersByTimeAsync(500);
    await sent;
    expect(onShow(conversation)[1]).toBe('assistant: Tea. (complete)');
  });
});

describe('stopping', () => {
  it('tells the server and keeps the text', async () => {
    const stream = new EventStream().meta().token('You');
    room.server.on(POST, stream).on('POST streams/stream-1/stop', empty());
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    await settled();
    await room.turns.stop(conversation);
    await room.turns.stop(conversation);
    expect(room.server.asked('POST streams/stream-1/stop')).toHaveLength(1);
    expect(conversation.turn()?.stopping()).toBe(true);
    stream.done('stopped');
    await sent;
    expect(onShow(conversation)[1]).toBe('assistant: You (stopped)');
  });

  it('waits for the first event where that has not come yet', async () => {
    const stream = new EventStream();
    room.server.on(POST, stream).on('POST streams/stream-1/stop', empty());
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    await room.turns.stop(conversation);
    expect(room.server.asked('POST streams/stream-1/stop')).toHaveLength(0);
    stream.meta();
    await settled();
    expect(room.server.asked('POST streams/stream-1/stop')).toHaveLength(1);
    stream.done('stopped');
    await sent;
  });

  it('is offered again when the server could not be told', async () => {
    room.server.on(POST, new EventStream().meta()).on('POST streams/stream-1/stop', 'offline');
    const conversation = room.known();
    void room.turns.send(conversation, 'Tea?');
    await settled();
    await room.turns.stop(conversation);
    expect(conversation.turn()?.stopping()).toBe(false);
  });
});

describe('after a reload', () => {
  const question = aMessage({ id: 'u1', text: 'Tea?', requestId: 'r1' });
  const half = aMessage({ id: 'a1', role: 'assistant', text: 'You', status: 'streaming' });

  it('takes up the answer that is still being written', async () => {
    room.server.on(GET, json(aPage([question, half])));
    room.server.on(POST, new EventStream().meta().token('You drink it.').done());
    await room.conversations.show('s1');
    const conversation = room.conversations.current();
    await room.turns.resume(conversation);
    expect(room.requestIds()).toEqual(['r1']);
    expect(onShow(conversation)).toEqual([
      'user: Tea? (complete)',
      'assistant: You drink it. (complete)',
    ]);
  });

  it('asks for nothing when all answers are whole', async () => {
    room.server.on(GET, json(aPage([question, { ...half, status: 'complete' }])));
    await room.conversations.show('s1');
    await room.turns.resume(room.conversations.current());
    expect(room.server.asked(POST)).toEqual([]);
  });
});
