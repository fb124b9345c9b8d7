import { TestBed } from '@angular/core/testing';
import { FakeServer, json, problem } from '../../testing/fake-server';
import { ApiClient } from './api-client';
import { ApiError } from './api-error';

let server: FakeServer;
let api: ApiClient;

beforeEach(() => {
  server = new FakeServer().on('GET status', json({ version: '1' }));
  api = TestBed.inject(ApiClient);
});

afterEach(() => vi.unstubAllGlobals());

const html = (status: number): Response => new Response('<h1>Oops</h1>', { status });

/** What a call is refused with. */
async function refusal(answer: Response | 'offline'): Promise<ApiError> {
  server.on('GET status', answer);
  const error: unknown = await api.json('status').catch((thrown: unknown) => thrown);
  if (!(error instanceof ApiError)) throw new Error('It was not refused');
  return error;
}

describe('ApiClient', () => {
  it('sends JSON and reads JSON', async () => {
    server.on('POST sessions', json({ id: 's1' }, 201));
    const session = await api.json('sessions', { method: 'POST', body: { title: 'Tea' } });
    expect(session).toEqual({ id: 's1' });
    expect(server.seen).toEqual([
      {
        what: 'POST sessions',
        body: { title: 'Tea' },
        accept: 'application/json',
        lastEventId: null,
      },
    ]);
  });

  it('names a problem by the code of the server', async () => {
    const error = await refusal(problem(409, 'request_conflict', 'Other words'));
    expect(error).toMatchObject({ code: 'request_conflict', status: 409, message: 'Other words' });
    expect(error.offline).toBe(false);
    expect(api.offline()).toBe(false);
  });

  it('makes a code of the status where the answer is no problem+json', async () => {
    expect(await refusal(html(404))).toMatchObject({ code: 'http_404', status: 404 });
    expect(await refusal(json(['what'], 400))).toMatchObject({ code: 'http_400' });
    expect(await refusal(json(null, 500))).toMatchObject({ code: 'http_500' });
    expect(await refusal(json({ code: 7, title: 'Bad' }, 400))).toMatchObject({
      code: 'http_400',
      message: 'Bad',
    });
  });

  it.each([502, 503, 504])(
    'takes a gateway that answers %i itself for no server',
    async (status) => {
      expect((await refusal(html(status))).offline).toBe(true);
      expect(api.offline()).toBe(true);
    },
  );

  it('does not take a model that is away for a server that is', async () => {
    const error = await refusal(problem(502, 'model_unreachable', 'Away'));
    expect([error.code, api.offline()]).toEqual(['model_unreachable', false]);
  });

  it('is offline until somebody answers, and counts the returns', async () => {
    expect((await refusal('offline')).offline).toBe(true);
    await refusal('offline');
    expect([api.offline(), api.returns()]).toEqual([true, 0]);
    await refusal(problem(404, 'not_found', 'Gone'));
    expect([api.offline(), api.returns()]).toEqual([false, 1]);
    server.on('GET status', json({}));
    await api.json('status');
    expect(api.returns()).toBe(1);
  });

  it('does not take a call that it gave up itself for a server that is away', async () => {
    const given = new AbortController();
    given.abort();
    server.on('GET status', 'offline');
    await expect(api.open('status', { signal: given.signal })).rejects.toThrow(ApiError);
    expect(api.offline()).toBe(false);
  });

  it('refuses an answer that is no JSON, such as the sign-in page of a network', async () => {
    expect(await refusal(html(200))).toMatchObject({ code: 'unreadable_answer', status: 200 });
  });
});
