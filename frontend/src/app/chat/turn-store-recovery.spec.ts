import { ChatRoom, onShow } from '../../testing/chat-room';
import { EventStream } from '../../testing/event-stream';
import { empty, problem } from '../../testing/fake-server';
import { settled } from '../../testing/settled';

const POST = 'POST sessions/s1/messages';
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
    room.server.on(POST, new EventStream().meta().token('You').end()).on(FOLLOW, 'offline');
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    await vi.advanceTimersByTimeAsync(90_000);
    await sent;
    expect(room.server.asked(FOLLOW)).toHaveLength(11);
    expect(conversation.messages().at(-1)).toMatchObject({
      status: 'failed',
      text: 'You',
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
    room.server.on(POST, new EventStream().meta().end());
    const second = new EventStream('stream-1', undefined, 1).token('You').end();
    room.server.on(FOLLOW, 'offline', 'offline', second, 'offline');
    const sent = room.turns.send(room.known(), 'Tea?');
    await vi.advanceTimersByTimeAsync(120_000);
    await sent;
    expect(room.server.asked(FOLLOW)).toHaveLength(14);
  });

  it.each([
    [404, 'not_found', 1],
    [503, 'shutting_down', 11],
  ])('is tried again where the server answers %i %s: %i times', async (status, code, times) => {
    room.server.on(POST, new EventStream().meta().end());
    room.server.on(FOLLOW, problem(status, code, 'No.'));
    const conversation = room.known();
    const sent = room.turns.send(conversation, 'Tea?');
    await vi.advanceTimersByTimeAsync(90_000);
    await sent;
    expect(room.server.asked(FOLLOW)).toHaveLength(times);
    expect(conversation.messages().at(-1)?.error?.code).toBe(code);
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
