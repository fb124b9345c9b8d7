import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poll } from '../../../test/support/poll.js';
import { Foreground } from '../../foreground/index.js';
import { EmbedderUnavailable } from '../embedder.js';
import { EncoderThread } from './encoder-thread.js';
import { ALWAYS, FIRST_GUESS, LONGEST_WAIT } from './question-pace.js';

const codeOf = (reason: unknown) => reason instanceof EmbedderUnavailable && reason.code;

const soon = () => AbortSignal.timeout(60_000);

/** A thread that answers each text with its length, ends at "die", fails at "throw", and says that it took long for "slow". */
const WORKER = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ kind, id, texts }) => {
  if (kind === 'cancel') return;
  if (texts.includes('die')) process.exit(3);
  if (texts.includes('throw')) throw new Error('broken');
  if (texts.includes('bad')) return parentPort.postMessage({ id, fault: 'unreadable' });
  if (texts.includes('never')) return;
  const vectors = texts.map((text) => Float32Array.of(text.length));
  parentPort.postMessage({ id, vectors, workMs: texts.includes('slow') ? 50 : 0.1 });
});`;

describe('the thread of the built-in model', () => {
  let folder: string;
  let thread: EncoderThread;
  const foreground = new Foreground();
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'memocha-encoder-'));
    writeFileSync(join(folder, 'worker.mjs'), WORKER);
    writeFileSync(join(folder, 'broken.mjs'), 'throw new Error("no model");');
  });
  afterAll(() => rm(folder, { recursive: true }));
  afterEach(() => thread.stop());

  const start = (name = 'worker.mjs') =>
    (thread = new EncoderThread(foreground, join(folder, name)));
  const encode = (text: string, signal = soon()) => thread.encode([text], true, signal);

  it('starts when it is needed', async () => {
    start();
    await expect(encode('abc')).resolves.toEqual([Float32Array.of(3)]);
  });

  it('fails for one request alone when that cannot be encoded', async () => {
    start();
    const [bad, good] = await Promise.allSettled([encode('bad'), encode('good')]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'embedder_failed' } });
    expect(good.status).toBe('fulfilled');
  });

  it('refuses a question that would wait in vain, and no memory', async () => {
    start();
    const given = new AbortController();
    const room = Math.floor(LONGEST_WAIT / FIRST_GUESS) + 1;
    const waiting = Promise.allSettled(
      Array.from({ length: room }, () => encode('never', given.signal)),
    );
    await expect(encode('one more')).rejects.toMatchObject({ code: 'embedder_busy' });
    await expect(thread.encode(['memory'], false, soon())).resolves.toHaveLength(1);
    given.abort();
    for (const each of await waiting)
      expect(each).toMatchObject({ reason: { code: 'embedder_aborted' } });
    await expect(encode('abc')).resolves.toHaveLength(1);
  });

  const MANY = 10 * ALWAYS;

  it.each([
    ['slow', ALWAYS],
    ['quick', MANY],
  ])('lets as many wait as it reads in time: %s', async (text, room) => {
    start();
    for (let asked = 0; asked < 30; asked++) await encode(text);
    const given = new AbortController();
    const waiting = Promise.allSettled(
      Array.from({ length: MANY }, () => encode('never', given.signal)),
    );
    given.abort();
    const codes = (await waiting).map((each) => 'reason' in each && codeOf(each.reason));
    expect(codes.filter((code) => code === 'embedder_aborted')).toHaveLength(room);
  });

  it('reads one question at a time while a crowd waits for its answers', async () => {
    start();
    const turns = Array.from({ length: 200 }, () => foreground.enter());
    const asked = await Promise.allSettled([encode('a'), encode('b'), encode('c')]);
    expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const leave of turns) leave();
    await Promise.all([encode('a'), encode('b'), encode('c')]);
  });

  it.each(['die', 'throw'])('says that it ended (%s), and starts again', async (end) => {
    start();
    const others = Promise.allSettled([encode('never'), encode('never')]);
    await expect(encode(end)).rejects.toMatchObject({ code: 'embedder_restarting' });
    for (const { status } of await others) expect(status).toBe('rejected');
    expect(thread.isResting).toBe(true);
    await expect(encode('abc')).rejects.toThrow(EmbedderUnavailable);
    await poll('the thread to be back', () => encode('abc').catch(() => false as const), {
      withinMs: 30_000,
      everyMs: 100,
    });
    expect(thread.isResting).toBe(false);
  });

  it('does not end the process when it cannot even start', async () => {
    start('broken.mjs');
    await expect(encode('abc')).rejects.toMatchObject({ code: 'embedder_restarting' });
    expect(thread.isResting).toBe(true);
  });

  it('waits no longer than it is wanted', async () => {
    start();
    await expect(encode('never', AbortSignal.timeout(10))).rejects.toMatchObject({
      code: 'embedder_timeout',
    });
    const going = new AbortController();
    const asked = encode('never', going.signal);
    going.abort();
    await expect(asked).rejects.toMatchObject({ code: 'embedder_aborted' });
  });

  it('stays ended once it was stopped, and tells who waits', async () => {
    start();
    const waiting = expect(encode('never')).rejects.toThrow(EmbedderUnavailable);
    await thread.stop();
    await waiting;
    await expect(encode('abc')).rejects.toThrow(EmbedderUnavailable);
    expect(thread.isResting).toBe(false);
  });
});
