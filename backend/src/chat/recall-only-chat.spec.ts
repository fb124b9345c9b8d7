import { RunningApp } from '../../test/support/running-app.ts';

/** Answers of `POST /api/chat`, as far as these tests look at them. */
interface Answer {
  readonly sessionId: string;
  readonly answer: string;
}

describe('a chat without a model', () => {
  let running: RunningApp;
  beforeAll(async () => {
    running = await RunningApp.start();
  });
  afterAll(() => running.stop());

  const say = async (message: string, sessionId?: string): Promise<Answer> => {
    const body = { message, ...(sessionId !== undefined && { sessionId }) };
    return (await running.api.call<Answer>('POST', '/api/chat', body)).body;
  };

  it('quotes what was said in the same conversation, and no question', async () => {
    const { sessionId } = await say('My cat is called Mia.');
    await say('Does my cat like fish?', sessionId);
    const { answer } = await say('What is my cat called?', sessionId);
    expect(answer).toContain('> My cat is called Mia.');
    expect(answer).not.toContain('fish');
  });
});
