import { describeOnEachDatabase } from '../../test/support/describe-on-database.js';
import { openDatabase } from '../../test/support/open-database.js';
import { poll } from '../../test/support/poll.js';
import type { ManagedDataSource } from '../database/index.js';
import { newId } from '../shared/index.js';
import { DeadJobs } from './dead-jobs.js';
import { JobBoss } from './job-boss.js';
import { JobCounts } from './job-counts.js';
import { Jobs } from './jobs.js';
import type { JobHandler, Queue } from './queue.js';

interface Task {
  readonly id: string;
}

const aQueue = (more: Partial<Queue> = {}): Queue => ({
  name: `queue-${newId()}`,
  batch: 10,
  polling: 0.5,
  retries: 2,
  longestDelay: 1,
  longestRun: 60,
  keepsDead: true,
  ...more,
});

const WITHIN = { withinMs: 60_000 };

describeOnEachDatabase('jobs', (database) => {
  let source: ManagedDataSource;
  let boss: JobBoss;
  let jobs: Jobs;
  let dead: DeadJobs;
  let queue: Queue;
  let done: string[];

  beforeAll(async () => {
    source = await openDatabase(database);
    [boss, jobs] = await begin();
    dead = new DeadJobs(boss, source);
  });
  afterAll(async () => {
    await boss.beforeApplicationShutdown();
    await source.destroy();
  });
  beforeEach(async () => {
    done = [];
    queue = aQueue();
    await jobs.declare(queue);
  });

  const begin = async (): Promise<[JobBoss, Jobs]> => {
    const one = new JobBoss(source, { role: 'all' });
    await one.onModuleInit();
    return [one, new Jobs(one, source)];
  };
  const send = (...tasks: Task[]) =>
    source.transaction((manager) => jobs.send(manager, queue, tasks));
  const noteDone: JobHandler<Task> = (given) => {
    done.push(...given.map(({ data }) => data.id));
    return Promise.resolve(new Map());
  };
  const untilDone = (count: number) =>
    poll(`${count} jobs to be done`, () => done.length >= count, WITHIN);

  it('belong to the transaction that they are sent in', async () => {
    jobs.worker<Task>(queue, noteDone).start();
    const undone = source.transaction(async (manager) => {
      await jobs.send(manager, queue, [{ id: 'never' }]);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    await send({ id: 'one' }, { id: 'two' });
    await untilDone(2);
    expect(done.toSorted()).toEqual(['one', 'two']);
  });

  it('are done without waiting for the next look, once their transaction has committed', async () => {
    queue = aQueue({ polling: 3_600 });
    await jobs.declare(queue);
    jobs.worker<Task>(queue, noteDone).start();
    for (const id of ['one', 'two', 'three']) {
      await send({ id });
      await untilDone(done.length + 1);
    }
    expect(done).toEqual(['one', 'two', 'three']);
  });

  it('wait while their worker rests', async () => {
    const worker = jobs.worker<Task>(queue, noteDone);
    worker.start();
    await send({ id: 'one' });
    await untilDone(1);
    worker.rest();
    await send({ id: 'two' });
    const [{ waiting }] = await source.query<[{ waiting: number }]>(
      "SELECT count(*)::integer AS waiting FROM jobs.job WHERE name = $1 AND state = 'created'",
      [queue.name],
    );
    expect(waiting).toBe(1);
    worker.start();
    await untilDone(2);
  });

  it('are tried again, given up, seen, and tried again on demand', async () => {
    const attempts: number[] = [];
    let heals = false;
    jobs
      .worker<Task>(queue, ([job]) => {
        attempts.push(job?.attempt ?? 0);
        if (heals)
          return noteDone([{ id: '', data: { id: 'healed' }, attempt: 1 }], boss.stopSignal);
        throw new Error('out of order');
      })
      .start();
    const id = newId();
    await send({ id });
    const mine = async () =>
      (await dead.list(100)).items.find(({ data }) => (data as Task).id === id);
    const given = await poll('the job to be given up', mine, WITHIN);
    expect(attempts).toEqual([1, 2, 3]);
    expect(given).toMatchObject({ queue: queue.name, attempts: 3, reason: 'out of order' });
    expect((await new JobCounts(source).numbers()).dead).toBeGreaterThan(0);

    heals = true;
    await expect(dead.redrive([given.id])).resolves.toBe(1);
    await untilDone(1);
    await expect(mine()).resolves.toBeUndefined();
  });

  it('are given up at once when another attempt would not help, apart from their neighbours', async () => {
    jobs
      .worker<Task>(queue, (given, signal) => {
        const hopeless = given.filter(({ data }) => data.id.startsWith('hopeless'));
        void noteDone(
          given.filter((job) => !hopeless.includes(job)),
          signal,
        );
        return Promise.resolve(
          new Map(hopeless.map(({ id }) => [id, { reason: 'makes no sense', giveUp: true }])),
        );
      })
      .start();
    const hopeless = `hopeless ${newId()}`;
    await send({ id: hopeless }, { id: 'fine' });
    await untilDone(1);
    const given = await poll(
      'the job to be given up',
      async () => (await dead.list(100)).items.find(({ data }) => (data as Task).id === hopeless),
      WITHIN,
    );
    expect(given).toMatchObject({ attempts: 1, reason: 'makes no sense' });
  });

  it('are listed page by page when they were given up', async () => {
    jobs
      .worker<Task>(queue, (given) =>
        Promise.resolve(new Map(given.map(({ id }) => [id, { reason: 'no', giveUp: true }]))),
      )
      .start();
    await send(...Array.from({ length: 5 }, (_, index) => ({ id: `paged ${index}` })));
    const all = async () => {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await dead.list(2, cursor);
        found.push(...page.items.map(({ data }) => (data as Task).id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined && found.length < 200);
      return found.filter((id) => id.startsWith('paged'));
    };
    await poll('all to be given up', async () => (await all()).length === 5, WITHIN);
    expect(new Set(await all()).size).toBe(5);
  });

  it('are taken once by an exclusive queue, until that one is done', async () => {
    queue = aQueue({ policy: 'exclusive' });
    await jobs.declare(queue);
    for (let times = 0; times < 3; times++) await jobs.request(queue);
    let runs = 0;
    const handler = () => {
      runs++;
      return Promise.resolve(new Map());
    };
    jobs.worker(queue, handler).start();
    await poll('it to run', () => runs === 1, WITHIN);
    await poll(
      'another one to be taken',
      async () => {
        await jobs.request(queue);
        return runs === 2;
      },
      WITHIN,
    );
  });

  it('are given back when their process stops before they are done', async () => {
    const [leaving, theirs] = await begin();
    await theirs.declare(queue);
    const begun = Promise.withResolvers<undefined>();
    const stuck: JobHandler<Task> = async (_, signal) => {
      begun.resolve(undefined);
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve, { once: true });
      });
      throw new Error('stopped');
    };
    theirs.worker<Task>(queue, stuck).start();
    await send({ id: 'handed over' });
    await begun.promise;
    await leaving.beforeApplicationShutdown();
    jobs.worker<Task>(queue, noteDone).start();
    await untilDone(1);
    expect(done).toEqual(['handed over']);
  });
});
