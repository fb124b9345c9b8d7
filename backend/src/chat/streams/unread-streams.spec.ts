import { once } from 'node:events';
import { connect } from 'node:net';
import { Observable } from 'rxjs';
import { streamOf } from '../../../test/support/api-client.js';
import { chatWithFakeModel } from '../../../test/support/chat-with-fake-model.js';
import { poll } from '../../../test/support/poll.js';
import type { NumberedEvent } from './stream-position.js';
import { StreamsService } from './streams.service.js';

const within = { withinMs: 20_000 };

describe('a stream', () => {
  const shared = chatWithFakeModel(
    { kind: 'answer', text: 'one two three four', holdAfter: 2 },
    { STREAM_ABANDON_SECONDS: '1' },
  );
  afterEach(() => vi.restoreAllMocks());

  it('that nobody reads any more is ended at the model, and kept', async () => {
    const gone = new AbortController();
    const response = await fetch(`${shared.running.url}/api/sessions/${shared.session}/messages`, {
      method: 'POST',
      body: JSON.stringify({ text: 'Count, please.' }),
      headers: { 'Content-Type': 'application/json' },
      signal: gone.signal,
    });
    await poll('half', () => shared.fake.held > 0, within);
    const before = shared.fake.closedSockets;
    gone.abort();
    await expect(response.text()).rejects.toThrow();
    const last = async () => (await shared.running.api.history(shared.session)).at(-1);
    await poll('its end', async () => (await last())?.status === 'interrupted', within);
    expect(shared.fake.closedSockets).toBe(before + 1);
    const answer = await last();
    expect(answer?.text).toBe('one two');
    const id = String(answer?.id);
    await expect(streamOf(shared.running.api.read(id, `${id}:3`))).resolves.toMatchObject([
      { event: 'error', data: { code: 'abandoned', retryable: true, partial: true } },
      { event: 'done', data: { finishReason: 'interrupted', text: 'one two' } },
    ]);
  });

  it('that a program waited for in one piece, and left, is ended as well', async () => {
    const gone = new AbortController();
    const answer = fetch(`${shared.running.url}/api/chat`, {
      method: 'POST',
      body: JSON.stringify({ message: 'Count, please.', sessionId: shared.session }),
      headers: { 'Content-Type': 'application/json' },
      signal: gone.signal,
    });
    const held = shared.fake.held;
    await poll('half', () => shared.fake.held > held, within);
    const before = shared.fake.closedSockets;
    gone.abort();
    await expect(answer).rejects.toThrow();
    const last = async () => (await shared.running.api.history(shared.session)).at(-1);
    await poll('its end', async () => (await last())?.status === 'interrupted', within);
    expect(shared.fake.closedSockets).toBe(before + 1);
    expect(await last()).toMatchObject({ text: 'one two', error: { code: 'abandoned' } });
  });

  it('lets go of a reader who does not read', async () => {
    const told = endless();
    vi.spyOn(shared.running.app.get(StreamsService, { strict: false }), 'read').mockResolvedValue(
      told.events,
    );
    const { hostname, port } = new URL(shared.running.url);
    const reader = connect(Number(port), hostname);
    await once(reader, 'connect');
    reader.pause().on('error', () => undefined);
    reader.write(`GET /api/streams/${crypto.randomUUID()} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
    await poll('it to be let go of', () => told.isLeft(), within);
    // What waited, and what the system's buffers took.
    expect(told.length()).toBeLessThan(32 * 1024 * 1024);
    reader.destroy();
  });
});

const PIECE = 'x'.repeat(16 * 1024);

/** Events without an end, as fast as the process can, while somebody listens. */
function endless() {
  let sequence = 0;
  let isLeft = false;
  const events = new Observable<NumberedEvent>((reader) => {
    const timer = setInterval(() => {
      reader.next({ sequence: ++sequence, event: { type: 'token', data: { text: PIECE } } });
    }, 1);
    return () => {
      clearInterval(timer);
      isLeft = true;
    };
  });
  return { events, isLeft: () => isLeft, length: () => sequence * PIECE.length };
}
