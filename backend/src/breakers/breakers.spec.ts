import { Logger } from '@nestjs/common';
import { streamedText, streamOf } from '../../test/support/api-client.js';
import { chatWithFakeModel } from '../../test/support/chat-with-fake-model.js';
import { expectProblem } from '../../test/support/expect-problem.js';

interface Health {
  readonly details: { readonly breakers: Readonly<Record<string, unknown>> };
}

describe('breakers, from outside', () => {
  const shared = chatWithFakeModel(
    { kind: 'answer' },
    { BREAKER_FAIL_MAX: '2', MODEL_RETRIES: '0' },
  );
  let name: string;
  beforeAll(() => {
    name = `chat:fake-model@${new URL(shared.fake.baseUrl).host}`;
  });
  afterEach(() => vi.restoreAllMocks());

  const turn = async (text = 'Hello') =>
    streamedText(await streamOf(shared.running.api.send(shared.session, text)));
  const listed = async () => (await shared.running.api.call('GET', '/api/breakers')).body;
  const metrics = async () => (await fetch(`${shared.running.url}/metrics`)).text();
  const set = (to: string, body: unknown = { name }) =>
    shared.running.api.call('POST', `/api/breakers/${to}`, body);

  it('say how they stand everywhere, once one has opened', async () => {
    const warn = vi.spyOn(Logger.prototype, 'warn');
    await expect(listed()).resolves.toMatchObject({ items: [{ name, state: 'closed' }] });
    shared.fake.behave({ kind: 'status', status: 500 });
    await turn();
    await turn();
    const { calls } = shared.fake;
    await expect(turn()).resolves.toContain('failed 2 times in a row');
    expect(shared.fake.calls).toBe(calls);
    const expected = { name, state: 'open', failures: 2, retryAt: expect.any(String), held: false };
    await expect(listed()).resolves.toMatchObject({ items: [expected] });
    const health = await shared.running.api.call<Health>('GET', '/health');
    expect(health).toMatchObject({
      status: 200,
      body: { details: { breakers: { status: 'degraded', open: [expected] } } },
    });
    expect(warn).toHaveBeenCalledWith(
      expect.objectContaining({
        breaker: name,
        state: 'open',
        before: 'closed',
        since: expect.any(Date),
        failures: 2,
        retryAt: expect.any(Date),
      }),
      'a breaker opened',
    );
    const text = await metrics();
    expect(text).toContain(`memocha_breaker_state{breaker="${name}"} 2`);
    expect(text).toContain(`memocha_breaker_failures{breaker="${name}"} 2`);
    const at = (what: string) =>
      Number(
        new RegExp(`^memocha_breaker_${what}_timestamp_seconds\\{.*\\} (.+)$`, 'm').exec(text)?.[1],
      );
    expect(at('retry') - at('since')).toBeCloseTo(60, 1);
    expect(text).toContain(`memocha_calls_total{breaker="${name}",outcome="failure"} 2`);
    expect(text).toContain(`memocha_calls_total{breaker="${name}",outcome="rejected"} 1`);
    expect(text).toMatch(/^memocha_turns_total\{status="complete"\} 3$/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  });

  it('are closed and held open by hand', async () => {
    shared.fake.behave({ kind: 'answer', text: 'Here.' });
    await expect(set('close')).resolves.toMatchObject({
      status: 200,
      body: { name, state: 'closed', failures: 0 },
    });
    await expect(turn()).resolves.toBe('Here.');
    await expect(set('open')).resolves.toMatchObject({
      body: { name, state: 'open', held: true, retryAt: null },
    });
    await expect(turn()).resolves.toContain('held back by an administrator');
    await set('close');
    await expect(turn()).resolves.toBe('Here.');
    expect(await metrics()).not.toMatch(/^memocha_breaker_retry/m);
    const { body } = await shared.running.api.call<Health>('GET', '/health');
    const closed = [{ name, state: 'closed', failures: 0, since: expect.any(String) }];
    expect(body.details.breakers).toMatchObject({ status: 'up', open: [], closed });
  });

  it('are named rightly', async () => {
    expectProblem(await set('open', { name: 'chat:nobody@nowhere' }), 404, 'not_found');
    expectProblem(await set('open', {}), 400, 'validation_failed');
    expectProblem(await set('close', { name: 7 }), 400, 'validation_failed');
  });
});
