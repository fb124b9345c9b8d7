import { someResilience } from '../../test/support/model-settings.js';
import { CircuitBreaker, RetryBudget, type RetryOptions } from '../resilience/index.js';
import { ChatModel, type ModelEvent } from './chat-model.js';
import { ModelError } from './model-error.js';
import { isNotTheServer, SteadyChatModel } from './steady-chat-model.js';

type Script = readonly (string | Error)[];

const REQUEST = { messages: [], memories: [], maxTokens: 1 };

/** Says or throws what it is told to, one script a call; then hangs until it is told to end. */
class ScriptedModel extends ChatModel {
  readonly inUse = { mode: 'connected' as const, name: 'a', use: 'a at b', why: 'test' };
  calls = 0;

  constructor(private readonly scripts: readonly Script[]) {
    super();
  }

  async *stream(_: unknown, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const script = this.scripts[this.calls++];
    if (!script) {
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      });
    }
    for (const step of script ?? []) {
      if (step instanceof Error) throw step;
      yield { type: 'token', text: step };
    }
    yield { type: 'finish', reason: 'stop', usage: null };
  }

  async check(): Promise<void> {
    // Nothing to ask.
  }
}

const failure = (code = 'model_failed', retryAfter?: number) =>
  new ModelError(code, 502, 'It failed.', true, {
    ...(retryAfter !== undefined && { askedMs: retryAfter }),
  });

function steady(scripts: readonly Script[], retry: Partial<RetryOptions> = {}, percent = 1_000) {
  const inner = new ScriptedModel(scripts);
  const breaker = new CircuitBreaker('chat:a@b', {
    ...someResilience.breaker,
    exclude: isNotTheServer,
  });
  const options = { ...someResilience.retry, ...retry };
  const model = new SteadyChatModel(inner, breaker, options, new RetryBudget(percent));
  const listen = async (signal = new AbortController().signal) => {
    let text = '';
    try {
      for await (const event of model.stream(REQUEST, signal))
        if (event.type === 'token') text += event.text;
      return { text, error: undefined };
    } catch (error) {
      return { text, error };
    }
  };
  return { inner, breaker, model, listen };
}

describe('a model that is asked steadily', () => {
  it('is asked again when it fails before its first token', async () => {
    const { inner, breaker, listen } = steady([[failure()], [failure()], ['So']]);
    await expect(listen()).resolves.toEqual({ text: 'So', error: undefined });
    expect(inner.calls).toBe(3);
    expect(breaker.report().failures).toBe(0);
  });

  it('is not asked again more often than that', async () => {
    const { inner, listen } = steady([[failure()], [failure()], [failure()], ['So']]);
    expect((await listen()).error).toMatchObject({ code: 'model_failed' });
    expect(inner.calls).toBe(3);
  });

  it('is never asked again after its first token', async () => {
    const { inner, breaker, listen } = steady([['So', failure('model_cut')], ['Other']]);
    expect(await listen()).toMatchObject({ text: 'So', error: { code: 'model_cut' } });
    expect(inner.calls).toBe(1);
    expect(breaker.report().failures).toBe(1);
  });

  it.each([
    'model_timeout',
    'model_unauthorized',
    'model_not_found',
    'model_rejected',
    'model_garbled',
  ])('is not asked again after %s', async (code) => {
    const { inner, listen } = steady([[failure(code)], ['So']]);
    expect((await listen()).error).toMatchObject({ code });
    expect(inner.calls).toBe(1);
  });

  it('is not asked again when it wants to be left alone for longer than anybody waits', async () => {
    const { inner, listen } = steady([[failure('model_rate_limited', 1_001)], ['So']]);
    expect((await listen()).error).toMatchObject({ code: 'model_rate_limited' });
    expect(inner.calls).toBe(1);
    const willing = steady([[failure('model_rate_limited', 1)], ['So']]);
    expect((await willing.listen()).text).toBe('So');
  });

  it('is asked again within the budget only', async () => {
    const scripts = Array.from({ length: 99 }, () => [failure('model_failed')]);
    const { inner, breaker, listen } = steady(scripts, {}, 10);
    for (let request = 0; request < 20; request += 1) {
      await listen();
      breaker.close();
    }
    expect(inner.calls).toBe(22);
  });

  it('ends a pause as soon as it is told to', async () => {
    const { inner, breaker, listen } = steady([[failure()], ['So']], { base: 60_000, cap: 60_000 });
    const controller = new AbortController();
    // By then the pause has begun.
    breaker.listen({ failure: () => setImmediate(() => controller.abort('stopped')) });
    await expect(listen(controller.signal)).resolves.toMatchObject({ error: 'stopped' });
    expect(inner.calls).toBe(1);
  });

  it('is left alone after failures in a row, with words', async () => {
    const { inner, listen } = steady(Array.from({ length: 9 }, () => [failure('model_timeout')]));
    for (let request = 0; request < 5; request += 1) await listen();
    const { error } = await listen();
    expect(error).toMatchObject({
      code: 'model_resting',
      message: expect.stringMatching(/^A at b failed 5 times .* for (60|59) s more\.$/),
    });
    expect(inner.calls).toBe(5);
  });

  it.each(['model_rejected', 'model_empty'])('is not blamed for %s', async (code) => {
    const wrong = steady(Array.from({ length: 9 }, () => [failure(code)]));
    for (let request = 0; request < 9; request += 1) await wrong.listen();
    expect(wrong.inner.calls).toBe(9);
  });

  it('is not blamed for being stopped or left', async () => {
    const { breaker, listen } = steady([]);
    const controller = new AbortController();
    const answer = listen(controller.signal);
    controller.abort('stopped');
    await answer;
    const left = steady([['So', 'Other']]);
    for await (const { type } of left.model.stream(REQUEST, new AbortController().signal))
      if (type === 'token') break;
    expect([breaker, left.breaker].map((each) => each.report().failures)).toEqual([0, 0]);
  });

  it('lets one call try when its time is over, also after one that was stopped', async () => {
    const { breaker, listen } = steady([]);
    breaker.halfOpen();
    const controller = new AbortController();
    const probe = listen(controller.signal);
    expect((await listen()).error).toMatchObject({ code: 'model_resting' });
    controller.abort('stopped');
    await probe;
    expect(breaker.report().state).toBe('half-open');
    expect(() => breaker.acquire()).not.toThrow();
  });
});
