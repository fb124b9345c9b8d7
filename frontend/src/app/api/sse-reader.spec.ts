import type { ChatEvent } from './chat-event';
import { readChatEvents } from './sse-reader';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A body that arrives in these pieces. */
function arriving(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

async function read(...pieces: readonly (string | Uint8Array)[]): Promise<ChatEvent[]> {
  const body = arriving(pieces.map((piece) => (typeof piece === 'string' ? bytes(piece) : piece)));
  return all(body);
}

async function all(body: ReadableStream<Uint8Array>): Promise<ChatEvent[]> {
  const events: ChatEvent[] = [];
  for await (const event of readChatEvents(body)) events.push(event);
  return events;
}

const STREAM =
  'event: token\nid: s:1\ndata: {"text":"Käse und 🍵"}\n\n' +
  'event: done\nid: s:2\ndata: {"finishReason":"stop","usage":null}\n\n';

const EVENTS = [
  { id: 's:1', type: 'token', text: 'Käse und 🍵' },
  { id: 's:2', type: 'done', finishReason: 'stop', usage: null },
];

describe('readChatEvents', () => {
  it('reads the same events wherever the network cuts the bytes', async () => {
    const whole = bytes(STREAM);
    for (let cut = 1; cut < whole.length; cut++) {
      await expect(read(whole.slice(0, cut), whole.slice(cut))).resolves.toEqual(EVENTS);
    }
  });

  it('reads events that arrive byte by byte', async () => {
    const single = Array.from(bytes(STREAM), (byte) => Uint8Array.of(byte));
    await expect(read(...single)).resolves.toEqual(EVENTS);
  });

  it('reads several events out of one piece, with any line ends', async () => {
    await expect(read(STREAM.replaceAll('\n', '\r\n'))).resolves.toEqual(EVENTS);
  });

  it('passes over heartbeats, events it does not know, and events without a name', async () => {
    const noise = ': heartbeat\n\nevent: usage\ndata: not even JSON\n\ndata: {"text":"?"}\n\n';
    await expect(read(noise, STREAM, noise)).resolves.toEqual(EVENTS);
  });

  it('never lets the data name another kind of event', async () => {
    const sly = 'event: token\ndata: {"type":"done","text":"a"}\n\n';
    await expect(read(sly)).resolves.toEqual([{ type: 'token', text: 'a' }]);
  });

  it.each(['{"text":', '"words"', 'null'])('rejects data that is no object: %s', async (data) => {
    await expect(read(`event: token\ndata: ${data}\n\n`)).rejects.toThrow(SyntaxError);
  });

  it('ends when the connection ends, whether or not there was a done', async () => {
    const [token = ''] = STREAM.split(/(?<=\n\n)/);
    await expect(read(token, 'event: done\ndata: {"fini')).resolves.toEqual(EVENTS.slice(0, 1));
  });

  it('passes on that the connection broke', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new TypeError('network'));
      },
    });
    await expect(all(broken)).rejects.toThrow('network');
  });

  it('takes a connection that has fallen silent for broken', async () => {
    vi.useFakeTimers();
    const silent = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes(STREAM)),
    });
    const reading = expect(all(silent)).rejects.toThrow('silent');
    await vi.advanceTimersByTimeAsync(40_000);
    await reading;
    vi.useRealTimers();
  });

  it('closes the connection when the reader leaves early', async () => {
    const closed = vi.fn();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes(STREAM)),
      cancel: closed,
    });
    for await (const event of readChatEvents(body)) if (event.type === 'token') break;
    expect(closed).toHaveBeenCalledOnce();
  });
});
