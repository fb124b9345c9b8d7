import type { QuotableMemory } from './chat-model.js';
import { RecallOnlyModel } from './recall-only-model.js';

const aMemory = (text: string): QuotableMemory => ({
  text,
  at: '2026-05-04T23:30:00.000Z',
  source: 'Pets',
});

async function answer(memories: readonly QuotableMemory[]) {
  const model = new RecallOnlyModel('there is none');
  const events = [];
  const request = { messages: [], memories, maxTokens: 10 };
  for await (const event of model.stream(request, new AbortController().signal)) events.push(event);
  const text = events.map((event) => (event.type === 'token' ? event.text : '')).join('');
  return { text, last: events.at(-1) };
}

describe('recall-only', () => {
  it('says that it is, and why', async () => {
    const model = new RecallOnlyModel('there is none');
    expect(model.inUse).toEqual({
      mode: 'recall-only',
      name: null,
      use: 'recall-only',
      why: 'there is none',
    });
    await expect(model.check()).resolves.toBeUndefined();
  });

  it('says openly that it has nothing, and how to connect a model', async () => {
    const { text, last } = await answer([]);
    expect(text).toMatch(/^Nothing yet/);
    expect(text).toMatch(/No model is connected.*OPENAI_BASE_URL/s);
    expect(last).toEqual({ type: 'finish', reason: 'stop', usage: null });
  });

  it('quotes with date and conversation, and makes up nothing', async () => {
    const { text } = await answer([aMemory('Rex is my dog.')]);
    expect(text).toContain('> Rex is my dog.\n\n— 4 May 2026, in “Pets”\n');
    expect(text).not.toContain('Nothing yet');
  });

  it('keeps every line of a quote a quote', async () => {
    const { text } = await answer([aMemory('one\n\n# two\nthree')]);
    expect(text).toContain('> one\n> \n> # two\n> three\n');
  });

  it('quotes the best five', async () => {
    const { text } = await answer(Array.from({ length: 9 }, (_, index) => aMemory(`no. ${index}`)));
    expect(text.match(/^> no\. \d$/gm)).toEqual([0, 1, 2, 3, 4].map((index) => `> no. ${index}`));
  });

  it('ends when it is told to', async () => {
    const controller = new AbortController();
    controller.abort('stopped');
    const request = { messages: [], memories: [], maxTokens: 10 };
    const first = new RecallOnlyModel('x').stream(request, controller.signal).next();
    await expect(first).rejects.toBe('stopped');
  });
});
