import { DataSource } from 'typeorm';
import { ApiClient } from '../../test/support/api-client.js';
import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { expectProblem } from '../../test/support/expect-problem.js';
import { poll } from '../../test/support/poll.js';
import { RunningApp } from '../../test/support/running-app.js';
import { newId } from '../shared/index.js';
import type { DeadJobPageDto } from './dead-jobs.dto.js';
import { Jobs } from './jobs.js';
import type { Queue } from './queue.js';

const QUEUE: Queue = {
  name: 'hopeless',
  batch: 10,
  polling: 0.5,
  retries: 0,
  longestDelay: 1,
  longestRun: 60,
  keepsDead: true,
};
const WITHIN = { withinMs: 30_000 };

describeOnEachDatabase('jobs that were given up, over HTTP', (database) => {
  let running: RunningApp;
  let api: ApiClient;
  let isHopeless = true;
  const done: string[] = [];

  beforeAll(async () => {
    running = await RunningApp.start({ ...(await database.settings()) });
    api = new ApiClient(running.url);
    const jobs = running.app.get(Jobs, { strict: false });
    await jobs.declare(QUEUE);
    jobs
      .worker<{ id: string }>(QUEUE, (given) => {
        if (isHopeless) return Promise.reject(new Error('No way'));
        done.push(...given.map(({ data }) => data.id));
        return Promise.resolve(new Map());
      })
      .start();
    await running.app
      .get(DataSource)
      .transaction((manager) => jobs.send(manager, QUEUE, [{ id: 'a' }, { id: 'b' }]));
  });
  afterAll(() => running.stop());

  const dead = async (query = '') =>
    (await api.call<DeadJobPageDto>('GET', `/api/jobs/dead${query}`)).body;

  it('are listed with their reason, page by page, and seen by whoever watches', async () => {
    const { items } = await poll(
      'both to be given up',
      async () => {
        const page = await dead();
        return page.items.length === 2 && page;
      },
      WITHIN,
    );
    expect(items[0]).toMatchObject({ queue: 'hopeless', attempts: 1, reason: 'No way' });
    const first = await dead('?limit=1');
    expect(first.items).toEqual(items.slice(0, 1));
    const rest = await dead(`?limit=1&cursor=${first.nextCursor}`);
    expect(rest).toEqual({ items: items.slice(1), nextCursor: null });
    const { body } = await api.call<{ details: { queue: object } }>('GET', '/health');
    expect(body.details.queue).toMatchObject({ status: 'degraded', code: 'jobs_dead' });
  });

  it('are tried again on demand, one or all', async () => {
    isHopeless = false;
    const [one, other] = (await dead()).items;
    const redrive = (body: object) => api.call('POST', '/api/jobs/dead/redrive', body);
    await expect(redrive({ ids: [one?.id] })).resolves.toMatchObject({ body: { redriven: 1 } });
    expect((await dead()).items).toEqual([other]);
    await expect(redrive({ ids: [newId()] })).resolves.toMatchObject({ body: { redriven: 0 } });
    await expect(redrive({})).resolves.toMatchObject({ status: 200, body: { redriven: 1 } });
    await poll('both to be done', () => done.length === 2, WITHIN);
    expect(done.toSorted()).toEqual(['a', 'b']);
    expect((await dead()).items).toEqual([]);
  });

  it('are named by their ids, or it is said what is wrong', async () => {
    for (const ids of [[], ['x'], 'all'])
      expectProblem(
        await api.call('POST', '/api/jobs/dead/redrive', { ids }),
        400,
        'validation_failed',
      );
    expectProblem(await api.call('GET', '/api/jobs/dead?cursor=x'), 400, 'invalid_cursor');
  });
});
