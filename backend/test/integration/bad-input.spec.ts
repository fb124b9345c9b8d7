import { randomUUID } from 'node:crypto';
import { ApiClient, streamOf } from '../support/api-client.ts';
import { FakeOpenAiServer } from '../support/fake-openai-server.ts';
import { Product } from '../support/product.ts';
import { expectProblem } from '../support/expect-problem.ts';

describe('bad input', () => {
  let fake: FakeOpenAiServer;
  let product: Product;
  let api: ApiClient;
  let session: string;
  let messages: string;

  beforeAll(async () => {
    fake = await FakeOpenAiServer.start();
    product = await Product.start(fake.environment);
    api = new ApiClient(product.url);
    session = await api.createSession();
    messages = `/api/sessions/${session}/messages`;
    await api.call('POST', '/api/chat', { sessionId: session, message: 'Keep this.' });
  });
  afterAll(async () => {
    await product.stop();
    await fake.stop();
  });
  /** Whatever was refused, what stood there before still stands, and nothing was added. */
  afterEach(async () => {
    expect((await api.history(session)).map(({ text }) => text)).toEqual([
      'Keep this.',
      expect.stringMatching(/^A scripted answer/),
    ]);
    expect(product.log).not.toMatch(/"level":(50|60)/); // error, fatal
  });

  const unknown = '00000000-0000-4000-8000-000000000000';

  it.each([
    ['an empty message', { text: '' }],
    ['a message of white space', { text: ' \n\t ' }],
    ['no message', {}],
    ['a number as message', { text: 5 }],
    ['a list as message', { text: ['hello'] }],
    ['null as message', { text: null }],
    ['a NUL character', { text: 'before\u0000after' }],
    ['a request id that is no UUID', { text: 'hello', requestId: 'again' }],
    ['a list as body', [{ text: 'hello' }]],
    ['a field that nobody knows', { text: 'hello', temperature: 2 }],
  ])('refuses %s', async (_, body) => {
    expectProblem(await api.call('POST', messages, body), 400, 'validation_failed');
  });

  it('names the field that is wrong', async () => {
    const { body } = await api.call('POST', messages, { text: 5 });
    expect(body['errors']).toContainEqual({ field: 'text', message: expect.any(String) });
  });

  it('refuses a message of 100 kB, in a stream and in one piece', async () => {
    const text = 'x'.repeat(100_000);
    expectProblem(await api.call('POST', messages, { text }), 413, 'message_too_long');
    expectProblem(await api.call('POST', '/api/chat', { message: text }), 413, 'message_too_long');
  });

  it('refuses a body of many megabytes', async () => {
    const reply = await api.call('POST', messages, { text: 'x'.repeat(5_000_000) });
    expectProblem(reply, 413, 'message_too_long');
  });

  it.each(['{"text": "hello"', 'hello', '{"text": "hello",}', '\u0000'])(
    'refuses broken JSON: %j',
    async (body) => {
      expectProblem(await api.call('POST', messages, body), 400, 'invalid_json');
    },
  );

  it.each([
    ['GET', `/api/sessions/${unknown}`, undefined],
    ['PATCH', `/api/sessions/${unknown}`, { title: 'New' }],
    ['DELETE', `/api/sessions/${unknown}`, undefined],
    ['GET', `/api/sessions/${unknown}/messages`, undefined],
    ['POST', `/api/sessions/${unknown}/messages`, { text: 'hello' }],
    ['DELETE', `/api/sessions/${unknown}/messages`, undefined],
    ['POST', '/api/chat', { message: 'hello', sessionId: unknown }],
    ['POST', `/api/streams/${unknown}/stop`, undefined],
    ['GET', '/api/nowhere', undefined],
  ])('does not know the id: %s %s', async (method, path, body) => {
    expectProblem(await api.call(method, path, body), 404, 'not_found');
  });

  it.each([
    ['GET', '/api/sessions/not-an-id', undefined],
    ['GET', '/api/sessions/%00', undefined],
    ['POST', '/api/sessions/not-an-id/messages', { text: 'hello' }],
    ['POST', '/api/streams/not-an-id/stop', undefined],
    ['GET', '/api/sessions?limit=0', undefined],
    ['GET', '/api/sessions?limit=101', undefined],
    ['GET', '/api/sessions?limit=many', undefined],
    ['POST', '/api/sessions', { title: ['a'] }],
    ['POST', '/api/sessions', { title: 'a\u0000b' }],
    ['POST', '/api/sessions', { title: 'x'.repeat(201) }],
    ['POST', '/api/sessions', { space: 7 }],
    ['POST', '/api/chat', { message: 'hello', sessionId: 'not-an-id' }],
  ])('refuses a wrong type: %s %s %j', async (method, path, body) => {
    expectProblem(await api.call(method, path, body), 400, 'validation_failed');
  });

  it.each([{ title: '' }, { title: '  ' }, { title: 'x'.repeat(201) }, { title: null }, {}])(
    'refuses the title in %j',
    async (body) => {
      const reply = await api.call('PATCH', `/api/sessions/${session}`, body);
      expectProblem(reply, 400, 'validation_failed');
    },
  );

  it('refuses a cursor that it did not give', async () => {
    for (const cursor of ['abc', '%00', 'eyJhIjoxfQ']) {
      for (const list of ['/api/sessions', messages]) {
        const reply = await api.call('GET', `${list}?cursor=${cursor}`);
        expectProblem(reply, 400, 'invalid_cursor');
      }
    }
  });

  it.each([
    ['PUT', '/api/sessions'],
    ['PATCH', '/api/sessions'],
    ['GET', '/api/chat'],
    ['DELETE', '/api/chat'],
    ['POST', '/api/status'],
  ])('refuses the method: %s %s', async (method, path) => {
    expectProblem(await api.call(method, path), 405, 'method_not_allowed');
  });

  it('refuses a request id that another message has used', async () => {
    const other = await api.createSession();
    const requestId = randomUUID();
    await streamOf(api.send(other, 'The first.', requestId));
    const reply = await api.call('POST', `/api/sessions/${other}/messages`, {
      text: 'Another.',
      requestId,
    });
    expectProblem(reply, 409, 'request_conflict');
    expect(await api.history(other)).toHaveLength(2);
  });

  it('keeps text that is odd but harmless exactly', async () => {
    const odd = '\u202eright to left\u202c, 👩‍👩‍👧, ’ OR 1=1; --, <script>, \\u0000, \u0007, e\u0301';
    const other = await api.createSession();
    await streamOf(api.send(other, odd));
    expect((await api.history(other))[0]?.text).toBe(odd);
  });

  it('lives through half a surrogate pair', async () => {
    const reply = await api.call('POST', '/api/chat', '{"message":"half \\ud83d a pair"}');
    expect([200, 400]).toContain(reply.status);
  });
});
