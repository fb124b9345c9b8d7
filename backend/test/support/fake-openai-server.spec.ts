import OpenAI, { APIError } from 'openai';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { unreachableBaseUrl } from './closed-port.ts';
import { NOTHING_IN_PROMPT } from './fake-answer-from-prompt.ts';
import { FAKE_EMBEDDING_MODEL } from './fake-embeddings.ts';
import { FAKE_MODEL, FakeOpenAiServer } from './fake-openai-server.ts';
import { poll } from './poll.ts';

describe('FakeOpenAiServer', () => {
  let fake: FakeOpenAiServer;
  let client: OpenAI;
  beforeEach(async () => {
    fake = await FakeOpenAiServer.start();
    client = new OpenAI({ baseURL: fake.baseUrl, apiKey: 'fake', maxRetries: 0 });
  });
  afterEach(() => fake.stop());

  const question = 'Which tea do I like?';
  const messages = [{ role: 'user' as const, content: question }];
  const ask = () => client.chat.completions.create({ model: FAKE_MODEL, messages });
  const stream = (signal?: AbortSignal) =>
    client.chat.completions.create(
      { model: FAKE_MODEL, messages, stream: true, stream_options: { include_usage: true } },
      signal === undefined ? {} : { signal },
    );

  it('lists its models', async () => {
    expect((await client.models.list()).data.map((model) => model.id)).toEqual([
      FAKE_MODEL,
      FAKE_EMBEDDING_MODEL,
    ]);
  });

  it('embeds alike what shares words, in both formats', async () => {
    const embed = async (format?: 'float') =>
      (
        await client.embeddings.create({
          model: FAKE_EMBEDDING_MODEL,
          input: ['green tea', 'tea', 'rain'],
          ...(format && { encoding_format: format }),
        })
      ).data.map(({ embedding }) => embedding);
    const [greenTea, tea, rain] = await embed();
    const dot = (one: number[] = [], other: number[] = []) =>
      one.reduce((sum, value, index) => sum + value * other[index]!, 0);
    expect(dot(greenTea, tea)).toBeGreaterThan(dot(greenTea, rain));
    await expect(embed('float')).resolves.toEqual([greenTea, tea, rain]);
    expect(fake.embeddings.requests).toHaveLength(2);
  });

  it('answers in one piece and in a stream, with usage', async () => {
    fake.behave({ kind: 'answer', text: 'Green tea, as ever.' });
    const whole = await ask();
    expect(whole.choices[0]?.message.content).toBe('Green tea, as ever.');

    const chunks = await collect(await stream());

    expect(textOf(chunks)).toBe('Green tea, as ever.');
    expect(finishOf(chunks)).toEqual(['stop']);
    expect(chunks.at(-1)?.usage?.completion_tokens).toBe(4);
    expect(fake.calls).toBe(2);
    expect(fake.lastRequest?.messages).toEqual(messages);
  });

  it('says when an answer was cut for its length', async () => {
    fake.behave({ kind: 'answer', finish: 'length' });
    expect(finishOf(await collect(await stream()))).toEqual(['length']);
  });

  it.each([401, 404, 429, 500])('answers %i before any token', async (status) => {
    fake.behave({ kind: 'status', status, retryAfter: '7' });
    const error: unknown = await ask().catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(APIError);
    expect(error).toMatchObject({ status });
    expect((error as APIError).headers?.get('retry-after')).toBe('7');
  });

  it('queues behaviours for the next calls', async () => {
    fake.next({ kind: 'status', status: 500 }, { kind: 'answer', text: 'Once.' });
    await expect(ask()).rejects.toMatchObject({ status: 500 });
    expect((await ask()).choices[0]?.message.content).toBe('Once.');
    expect((await ask()).choices[0]?.message.content).toMatch(/^A scripted answer/);
  });

  it('holds an answer until it is released', async () => {
    fake.behave({ kind: 'answer', text: 'one two three', holdAfter: 2 });
    const chunks: ChatCompletionChunk[] = [];
    const reading = collect(await stream(), chunks);
    await poll('two tokens', () => textOf(chunks) === 'one two' && fake.held === 1, {
      withinMs: 5000,
    });
    fake.release();
    await reading;
    expect(textOf(chunks)).toBe('one two three');
  });

  it('counts a client that goes away', async () => {
    fake.behave({ kind: 'silence' });
    const abort = new AbortController();
    await stream(abort.signal);
    expect(fake.closedSockets).toBe(0);
    abort.abort();
    await poll('the closed socket', () => fake.closedSockets === 1, { withinMs: 5000 });
  });

  it('hangs without headers until the client goes away', async () => {
    fake.behave({ kind: 'hang' });
    const abort = new AbortController();
    const asking = stream(abort.signal);
    await poll('the call', () => fake.calls === 1, { withinMs: 5000 });
    abort.abort();
    await expect(asking).rejects.toThrow(/abort/i);
    await poll('the closed socket', () => fake.closedSockets === 1, { withinMs: 5000 });
  });

  it('cuts the connection in the middle, after the tokens it promised', async () => {
    fake.behave({ kind: 'cut', afterTokens: 2 });
    const chunks: ChatCompletionChunk[] = [];
    await expect(collect(await stream(), chunks)).rejects.toThrow();
    expect(textOf(chunks)).toBe('A scripted');
  });

  it('ends cleanly without a finish_reason', async () => {
    fake.behave({ kind: 'clean-eof', afterTokens: 3 });
    const chunks = await collect(await stream());
    expect(textOf(chunks)).toBe('A scripted answer,');
    expect(finishOf(chunks)).toEqual([]);
  });

  it('goes away and comes back where it was', async () => {
    await fake.stop();
    await expect(ask()).rejects.toThrow(/connection/i);
    await fake.comeBack();
    expect((await ask()).choices).toHaveLength(1);
  });

  it('answers from the prompt only what the prompt holds', async () => {
    fake.behave({ kind: 'answer-from-prompt' });
    expect((await ask()).choices[0]?.message.content).toBe(NOTHING_IN_PROMPT);
    const told = await client.chat.completions.create({
      model: FAKE_MODEL,
      messages: [
        { role: 'system', content: 'Talk about tea as people like it.' },
        {
          role: 'user',
          content: `- On 2 May, in the conversation "Tea", they said: "My favourite tea is genmaicha."\n\n${question}`,
        },
      ],
    });
    expect(told.choices[0]?.message.content).toBe('You told me: My favourite tea is genmaicha.');
  });
});

it('unreachableBaseUrl refuses connections', async () => {
  await expect(fetch(await unreachableBaseUrl())).rejects.toMatchObject({
    cause: { code: 'ECONNREFUSED' },
  });
});

async function collect(
  stream: AsyncIterable<ChatCompletionChunk>,
  into: ChatCompletionChunk[] = [],
): Promise<ChatCompletionChunk[]> {
  for await (const chunk of stream) into.push(chunk);
  return into;
}

function textOf(chunks: readonly ChatCompletionChunk[]): string {
  return chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');
}

function finishOf(chunks: readonly ChatCompletionChunk[]): string[] {
  return chunks.flatMap((chunk) => chunk.choices[0]?.finish_reason ?? []);
}
