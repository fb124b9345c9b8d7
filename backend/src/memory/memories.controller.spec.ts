import { ApiClient } from '../../test/support/api-client.js';
import { expectProblem } from '../../test/support/expect-problem.js';
import { RunningApp } from '../../test/support/running-app.js';
import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import type { RecollectionDto } from './recall-request.dto.js';

describeOnEachDatabase('POST /api/memories/recall', (database) => {
  let running: RunningApp;
  let api: ApiClient;
  beforeAll(async () => {
    running = await RunningApp.start({ ...(await database.settings()) });
    api = new ApiClient(running.url);
    await api.call('POST', '/api/chat', { message: 'My dog is called Rex.' });
    await api.call('POST', '/api/chat', { message: 'The deadline is for taxes.', space: 'Work' });
  });
  afterAll(() => running.stop());

  const recall = (body: unknown) => api.call<RecollectionDto>('POST', '/api/memories/recall', body);

  it('says what a turn would recall, with scores by part and timings', async () => {
    const { status, body } = await recall({ query: 'What is my dog called?' });
    expect(status).toBe(200);
    expect(body.items.map(({ text }) => text)).toEqual(['My dog is called Rex.']);
    expect(body.items[0]?.parts).toMatchObject({ lexical: expect.any(Number) });
    expect(body).toMatchObject({ nothingFits: false, confidence: expect.any(Number) });
    expect(body.timings.totalMs).toBeGreaterThan(0);
  });

  it('keeps to the space that is named, or to the default one', async () => {
    const query = 'deadline for taxes';
    expect((await recall({ query })).body.items).toEqual([]);
    expect((await recall({ query, space: 'Personal' })).body.items).toEqual([]);
    expect((await recall({ query, space: 'Work' })).body.items).toHaveLength(1);
  });

  it('says that there is no such space, and makes none', async () => {
    expectProblem(await recall({ query: 'dog', space: 'Nowhere' }), 404, 'space_not_found');
    expectProblem(await recall({ query: 'dog', space: 'Nowhere' }), 404, 'space_not_found');
  });

  it.each([
    ['an empty query', { query: '' }],
    ['a query of white space', { query: ' \n' }],
    ['no query', {}],
    ['a query of 50 kB', { query: 'dog '.repeat(12_500) }],
    ['a NUL character', { query: 'a\0b' }],
    ['a limit of 0', { query: 'dog', limit: 0 }],
    ['a limit of 10,000', { query: 'dog', limit: 10_000 }],
    ['half a memory', { query: 'dog', limit: 1.5 }],
    ['a budget of 0', { query: 'dog', tokenBudget: 0 }],
    ['an empty space', { query: 'dog', space: '' }],
    ['a time that is none', { query: 'dog', at: 'yesterday' }],
    ['a day that the calendar lacks', { query: 'dog', at: '2026-02-30T00:00:00Z' }],
    ['a time as a number', { query: 'dog', at: 1_743_444_300 }],
    ['a year before the first', { query: 'dog', at: '0000-06-01T00:00:00Z' }],
    ['a year of five figures', { query: 'dog', at: '+010000-01-01T00:00:00Z' }],
    ['a time after the year 9999', { query: 'dog', at: '9999-12-31T23:59:00-14:00' }],
    ...['20260301', '2026-W10', '2026-123', '2026-03-01T10Z'].map((at): [string, object] => [
      `the time ${at}`,
      { query: 'dog', at },
    ]),
  ])('refuses %s', async (_, body) => {
    expectProblem(await recall(body), 400, 'validation_failed');
  });

  it('says what a time looks like', async () => {
    const { body } = await recall({ query: 'dog', at: '2026-W10' });
    expect(body).toMatchObject({
      detail: expect.stringMatching(/^at must be a time such as/),
      errors: [{ field: 'at' }],
    });
  });

  it.each([
    '2026-03-01',
    '2026-03-01T10:00:00Z',
    '2026-03-01T10:00:00+01',
    '2026-03-01T10:00:00,5Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    null,
  ])('may be asked as of %j', async (at) => {
    const { status, body } = await recall({ query: 'What did I say of my dog yesterday?', at });
    expect({ status, degraded: body.degraded }).toEqual({
      status: 200,
      degraded: expect.not.arrayContaining(['time', 'words']),
    });
    expect(body.items).toHaveLength(1);
  });

  it('says of what is missing only that', async () => {
    const { body } = await recall({});
    expect(body).toMatchObject({ detail: expect.stringContaining('must be a string') });
    expect(body).toMatchObject({ detail: expect.not.stringContaining('NUL') });
  });

  it('takes the longest query that a message may be', async () => {
    expect((await recall({ query: `dog ${'word '.repeat(3_999)}` })).status).toBe(200);
  });
});
