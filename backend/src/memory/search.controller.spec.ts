import { ApiClient } from '../../test/support/api-client.js';
import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { expectProblem } from '../../test/support/expect-problem.js';
import { RunningApp } from '../../test/support/running-app.js';
import type { SearchResultDto } from './search.dto.js';

describeOnEachDatabase('GET /api/search', (database) => {
  let running: RunningApp;
  let api: ApiClient;
  beforeAll(async () => {
    running = await RunningApp.start({ ...(await database.settings()) });
    api = new ApiClient(running.url);
    await api.call('POST', '/api/chat', { message: 'My dog is called Rex.' });
    await api.call('POST', '/api/chat', { message: 'Good morning!' });
    await api.call('POST', '/api/chat', { message: 'The deadline is for taxes.', space: 'Work' });
  });
  afterAll(() => running.stop());

  const search = (query: Record<string, string>) =>
    api.call<SearchResultDto>('GET', `/api/search?${new URLSearchParams(query).toString()}`);
  const textsOf = async (query: Record<string, string>) =>
    (await search(query)).body.items.map(({ text }) => text);

  it('finds what was said, with where it was said', async () => {
    const { status, body } = await search({ q: 'dog' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ nothingFits: false, degraded: expect.any(Array) });
    expect(body.items).toMatchObject([
      { text: 'My dog is called Rex.', role: 'user', speaker: null, externalId: null },
    ]);
    const [{ sessionId, messageId } = { sessionId: '', messageId: '' }] = body.items;
    const { body: page } = await api.call<{ items: { id: string }[] }>(
      'GET',
      `/api/sessions/${sessionId}/messages`,
    );
    expect(page.items.map(({ id }) => id)).toContain(messageId);
  });

  it('finds the very words, and small talk too: whoever searches wants just that', async () => {
    expect(await textsOf({ q: 'My dog is called Rex.' })).toEqual(['My dog is called Rex.']);
    expect(await textsOf({ q: 'good morning' })).toEqual(['Good morning!']);
  });

  it('keeps to a space, and to as many as are wanted', async () => {
    expect(await textsOf({ q: 'deadline' })).toEqual([]);
    expect(await textsOf({ q: 'deadline', space: 'Work' })).toEqual(['The deadline is for taxes.']);
    await api.call('POST', '/api/chat', { message: 'Another deadline is in May.', space: 'Work' });
    expect(await textsOf({ q: 'deadline', space: 'Work', limit: '1' })).toHaveLength(1);
  });

  it('says what is wrong', async () => {
    for (const query of [{}, { q: ' ' }, { q: 'x'.repeat(1_001) }])
      expectProblem(await search(query), 400, 'validation_failed');
    for (const limit of ['0', '101', 'many'])
      expectProblem(await search({ q: 'dog', limit }), 400, 'validation_failed');
    expectProblem(await search({ q: 'dog', space: 'Nowhere' }), 404, 'space_not_found');
  });
});
