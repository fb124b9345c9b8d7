import { streamedText, streamOf } from '../../test/support/api-client.js';
import { chatWithFakeModel } from '../../test/support/chat-with-fake-model.js';

describe('calls to a model in trouble', () => {
  // As many calls made again as ever, only without the pauses.
  const shared = chatWithFakeModel({ kind: 'answer' }, { RETRY_BASE_MS: '1', RETRY_CAP_MS: '1' });

  /** Sends messages, of which one in so many is answered; the others fail. */
  async function send(messages: number, answeredOneIn: number): Promise<string[]> {
    const { fake, running, session } = shared;
    const texts: string[] = [];
    for (let n = 1; n <= messages; n += 1) {
      const well = n % answeredOneIn === 0;
      fake.behave(well ? { kind: 'answer', text: 'So.' } : { kind: 'status', status: 503 });
      texts.push(streamedText(await streamOf(running.api.send(session, `Message ${n}`))));
    }
    return texts;
  }

  it('are at most 1.1 a request, and none once its breaker is open', async () => {
    await send(60, 2);
    const { fake } = shared;
    const { calls } = fake;
    expect(calls).toBeGreaterThan(60);
    expect(calls).toBeLessThanOrEqual(66);
    const texts = await send(20, Infinity);
    const resting = texts.filter((text) => text.includes('in a row'));
    expect(resting.length).toBeGreaterThanOrEqual(15);
    expect(fake.calls - calls).toBe(5);
    const asked = 80 - resting.length;
    expect(fake.calls).toBeLessThanOrEqual(Math.ceil(1.1 * asked));
  });
});
