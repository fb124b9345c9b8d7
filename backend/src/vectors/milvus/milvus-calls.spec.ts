import { MilvusCalls } from './milvus-calls.js';
import { type MilvusFault, MilvusUnavailable } from './milvus-unavailable.js';

const { signal: patient } = new AbortController();

const calls = () => new MilvusCalls('vectors:x', { failMax: 2, parallel: 4, resetTimeout: 60_000 });
const fails = (code: MilvusFault) => () => Promise.reject(new MilvusUnavailable(code, 'It failed'));

describe('requests to Milvus', () => {
  it('are not made while it is away, and fail with what it failed with', async () => {
    const milvus = calls();
    const request = vi.fn(fails('milvus_timeout'));
    for (let time = 0; time < 5; time += 1)
      await expect(milvus.ask(request, patient)).rejects.toMatchObject({ code: 'milvus_timeout' });
    expect(request).toHaveBeenCalledTimes(2);
    expect(milvus.report().state).toBe('open');
  });

  it('go on when it answers and refuses, and when callers are in a hurry', async () => {
    const milvus = calls();
    for (let time = 0; time < 5; time += 1)
      await expect(milvus.ask(fails('milvus_not_loaded'), patient)).rejects.toBeDefined();
    const hurried = AbortSignal.abort(new Error('no time'));
    for (let time = 0; time < 5; time += 1) {
      const asking = milvus.ask(fails('milvus_timeout'), hurried);
      await expect(asking).rejects.toMatchObject({ code: 'milvus_timeout' });
    }
    expect(milvus.report()).toMatchObject({ state: 'closed', failures: 0 });
  });

  it('are held back by hand, in words', async () => {
    const milvus = calls();
    milvus.open();
    const asking = milvus.ask(() => Promise.resolve('yes'), patient);
    await expect(asking).rejects.toMatchObject({
      code: 'milvus_unreachable',
      message: expect.stringContaining('administrator'),
    });
    milvus.close();
    await expect(milvus.ask(() => Promise.resolve('yes'), patient)).resolves.toBe('yes');
  });
});
