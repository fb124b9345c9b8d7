import { randomUUID } from 'node:crypto';
import { type StreamedEvent, streamedText, streamOf } from '../../test/support/api-client.js';
import { FakeOpenAiServer } from '../../test/support/fake-openai-server.js';
import { patientRecall } from '../../test/support/patient-recall.js';
import { poll } from '../../test/support/poll.js';
import { RunningApp } from '../../test/support/running-app.js';

describe('a turn whose model does not answer', () => {
  let first: FakeOpenAiServer;
  let second: FakeOpenAiServer;
  let running: RunningApp;
  let session: string;
  beforeAll(async () => {
    [first, second] = [await FakeOpenAiServer.start(), await FakeOpenAiServer.start()];
    running = await RunningApp.start({
      ...first.environment,
      LLM_FALLBACK_BASE_URL: second.baseUrl,
      LLM_FALLBACK_MODEL: 'second-model',
      MODEL_HEADERS_SECONDS: '3',
      BREAKER_FAIL_MAX: '100',
    });
    patientRecall(running);
  });
  afterAll(async () => {
    await running.stop();
    await Promise.all([first.stop(), second.stop()]);
  });
  beforeEach(async () => {
    first.behave({ kind: 'status', status: 500 });
    second.behave({ kind: 'answer', text: 'The second one says so.' });
    session = await running.api.createSession();
  });

  const send = (text: string, requestId?: string) =>
    streamOf(running.api.send(session, text, requestId));
  const metas = (events: readonly StreamedEvent[]) =>
    events.filter(({ event }) => event === 'meta').map(({ data }) => data);

  it('is answered by the fallback, which is said before the first token', async () => {
    const id = randomUUID();
    const events = await send('Hello', id);
    expect(streamedText(events)).toBe('The second one says so.');
    expect(metas(events)).toMatchObject([
      { model: 'fake-model', degraded: [] },
      { model: 'second-model', degraded: ['fallback'] },
    ]);
    const names = events.map(({ event }) => event);
    expect(names.lastIndexOf('memory')).toBeLessThan(names.indexOf('token'));
    expect(events.map((event) => event.id?.split(':')[1])).toEqual(
      events.map((_, index) => String(index + 1)),
    );
    const again = await send('Hello', id);
    expect(metas(again)).toMatchObject([{ model: 'second-model', degraded: ['fallback'] }]);
  });

  it('is answered by the fallback when the first one hangs', async () => {
    first.behave({ kind: 'hang' });
    expect(streamedText(await send('Hello'))).toBe('The second one says so.');
  });

  it('is never switched after the first token', async () => {
    first.behave({ kind: 'cut', afterTokens: 2 });
    const { calls } = second;
    const events = await send('Hello');
    expect(events.find(({ event }) => event === 'error')?.data).toMatchObject({
      code: 'model_cut',
      retryable: true,
      partial: true,
    });
    expect(streamedText(events)).toBe('A scripted');
    expect(second.calls).toBe(calls);
  });

  it('is answered by what is remembered when neither does, and again once one does', async () => {
    await send('My cat is called Mia.');
    second.behave({ kind: 'status', status: 503 });
    const id = randomUUID();
    const events = await send('What is my cat called?', id);
    expect(metas(events).at(-1)).toMatchObject({ model: null, degraded: ['model'] });
    expect(streamedText(events)).toContain('> My cat is called Mia.');
    expect(streamedText(events)).toContain(`${second.baseUrl} failed (status 503)`);
    expect(events.at(-1)).toMatchObject({ event: 'done', data: { finishReason: 'stop' } });
    first.behave({ kind: 'answer', text: 'Mia.' });
    const again = await send('What is my cat called?', id);
    expect([streamedText(again), metas(again)[0]?.['degraded']]).toEqual(['Mia.', []]);
    expect(await running.api.history(session)).toHaveLength(4);
  });

  it('ends at once when it is stopped while the first one is silent', async () => {
    first.behave({ kind: 'silence' });
    const id = randomUUID();
    const { calls } = first;
    const answer = send('Hello', id);
    await poll('the call', () => first.calls > calls, { withinMs: 5_000 });
    const [, row] = await running.api.history(session);
    await running.api.call('POST', `/api/streams/${row?.id ?? ''}/stop`);
    expect((await answer).at(-1)?.data).toMatchObject({ finishReason: 'stopped' });
    expect((await answer).map(({ event }) => event)).not.toContain('error');
  });
});
