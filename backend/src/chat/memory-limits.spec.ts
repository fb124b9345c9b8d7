import { RunningApp } from '../../test/support/running-app.js';

describe('limits on what is remembered', () => {
  let running: RunningApp;
  beforeAll(async () => {
    running = await RunningApp.start({ MEMORIES_MAX: '2', MEMORY_MAX_CHARS: '100' });
  });
  afterAll(() => running.stop());

  const say = async (message: string) =>
    (await running.api.call<{ degraded: string[] }>('POST', '/api/chat', { message })).body
      .degraded;

  it('are told with the answer to the message that they bit', async () => {
    expect(await say('My dog is called Rex.')).not.toContain('memory_shortened');
    expect(await say(`My cat is called Tom. ${'Really. '.repeat(20)}`)).toContain(
      'memory_shortened',
    );
    const degraded = await say('My bird is called Kim.');
    expect(degraded).toContain('memory_full');
    const { body } = await running.api.call<{ items: unknown[] }>('POST', '/api/memories/recall', {
      query: 'What is my bird called?',
    });
    expect(JSON.stringify(body.items)).not.toContain('Kim');
  });
});
