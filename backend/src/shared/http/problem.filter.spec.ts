import { DataSource } from 'typeorm';
import { expectProblem } from '../../../test/support/expect-problem.js';
import { RunningApp } from '../../../test/support/running-app.js';
import { SessionsService } from '../../sessions/index.js';

describe('a problem', () => {
  let running: RunningApp;
  beforeAll(async () => (running = await RunningApp.start({ MESSAGE_MAX_CHARS: '100' })));
  afterAll(() => running.stop());
  afterEach(() => vi.restoreAllMocks());

  const JSON_TYPE = { 'Content-Type': 'application/json' };

  /** Calls with exactly these headers, and checks that a problem came as problems come. */
  async function refused(path: string, init: RequestInit, status: number, code: string) {
    const response = await fetch(`${running.url}${path}`, init);
    const contentType = response.headers.get('content-type') ?? '';
    // Its parts are for the assertions to find out.
    const body = (await response.json()) as Record<string, unknown>;
    expectProblem({ status: response.status, contentType, body }, status, code);
    expect(body).toMatchObject({ type: 'about:blank', title: expect.stringMatching(/\w/) });
    expect(body['requestId']).toBe(response.headers.get('x-request-id'));
    expect(body['requestId']).toMatch(/\S/);
    return { response, body };
  }
  const post = (body: string, headers: Record<string, string> = JSON_TYPE): RequestInit => ({
    method: 'POST',
    body,
    headers,
  });

  it.each(['{"message": ', 'hello', '"hello"', '{"a":1,}'])(
    'says that %j is not JSON, and which request that was',
    async (body) => {
      const { body: problem } = await refused('/api/chat', post(body), 400, 'invalid_json');
      expect(problem['detail']).toBe('The body is not valid JSON.');
    },
  );

  it('does not blame the body for an address that cannot be read', async () => {
    const { body } = await refused('/api/sessions/%ff', {}, 400, 'bad_request');
    expect(body['detail']).not.toMatch(/JSON/);
  });

  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'message=hello'],
    ['plain text', 'text/plain', '{"message":"hello"}'],
    ['no type at all', '', '{"message":"hello"}'],
  ])('answers %s, which any page on the web could send here', async (_, type, body) => {
    await refused('/api/chat', post(body, { 'Content-Type': type }), 400, 'validation_failed');
    const { items } = (await running.api.call<{ items: unknown[] }>('GET', '/api/sessions')).body;
    expect(items).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['character set', { 'Content-Type': 'application/json; charset=utf-16le-odd' }],
    ['encoding', { ...JSON_TYPE, 'Content-Encoding': 'compress' }],
  ])('says that it does not read that %s', async (_, headers) => {
    await refused('/api/chat', post('{}', headers), 415, 'unsupported_encoding');
  });

  it('says that a message is too long, and how long it may be', async () => {
    const tooLong = post(JSON.stringify({ message: 'x'.repeat(101) }));
    const { body } = await refused('/api/chat', tooLong, 413, 'message_too_long');
    expect(body['detail']).toMatch(/\b100\b.*\b101\b/);
  });

  it('says that a body is too large', async () => {
    await refused('/api/chat', post(`"${'x'.repeat(5_300_000)}"`), 413, 'body_too_large');
  });

  it.each([
    ['GET', '/api/nowhere'],
    ['POST', '/api/sessions/x/y/z'],
    ['GET', '/health/nothing'],
  ])('says that there is nothing at %s %s', async (method, path) => {
    const { body } = await refused(path, { method }, 404, 'not_found');
    expect(body['detail']).toContain(path);
  });

  it.each([
    ['PUT', '/api/sessions', ['GET', 'POST']],
    ['POST', '/api/sessions/0197a3c2-0000-7000-8000-000000000000', ['GET', 'PATCH', 'DELETE']],
    ['GET', '/api/chat', ['POST']],
    ['POST', '/health/live', ['GET']],
  ])('says which methods there are instead of %s %s', async (method, path, methods) => {
    const { response } = await refused(path, { method }, 405, 'method_not_allowed');
    const allowed = (response.headers.get('allow') ?? '').split(', ');
    expect(allowed).toEqual(expect.arrayContaining(methods));
    expect(allowed).not.toContain(method);
  });

  it('names each field that is wrong, and shows no value', async () => {
    const body = post(JSON.stringify({ message: 7, sessionId: 'hunter2', odd: 1 }));
    const { body: problem } = await refused('/api/chat', body, 400, 'validation_failed');
    const fields = (problem['errors'] as { field: string }[]).map(({ field }) => field);
    expect([...new Set(fields)].sort()).toEqual(['message', 'odd', 'sessionId']);
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });

  it('shows nothing of a fault that nobody foresaw', async () => {
    const fault = new Error('SELECT secret FROM users', { cause: new Error('inner secret') });
    vi.spyOn(running.app.get(SessionsService, { strict: false }), 'list').mockRejectedValue(fault);
    const { body } = await refused('/api/sessions', {}, 500, 'internal_error');
    expect(JSON.stringify(body)).not.toMatch(/secret|SELECT/);
  });

  it('shows nothing of a fault of the database', async () => {
    vi.spyOn(running.app.get(SessionsService, { strict: false }), 'list').mockImplementation(() =>
      running.app.get(DataSource).query<never>('SELECT secret FROM nowhere'),
    );
    const { body } = await refused('/api/sessions', {}, 500, 'internal_error');
    expect(JSON.stringify(body)).not.toMatch(/secret|nowhere|relation/);
  });
});
