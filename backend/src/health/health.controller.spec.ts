import { DataSource } from 'typeorm';
import {
  describeOnEachDatabase,
  describeOnPostgres,
} from '../../test/support/describe-on-database.js';
import { FakeMilvus } from '../../test/support/milvus/fake-milvus.ts';
import { FakeOpenAiServer } from '../../test/support/fake-openai-server.js';
import { freePort } from '../../test/support/free-port.js';
import { poll } from '../../test/support/poll.js';
import { RunningApp } from '../../test/support/running-app.js';
import { Embedder, EmbedderUnavailable } from '../embeddings/index.js';

type Details = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
interface Health {
  readonly status: string;
  readonly details: Details;
}

const look = async (running: RunningApp, path = '') => {
  const { status, body } = await running.api.call<Health>('GET', `/health${path}`);
  return { status, health: body.status, details: body.details };
};
const isUp = ({ details }: { details: Details }, part: string) =>
  details[part]?.['status'] === 'up';
/** The built-in model loads in its own time. */
const LOADING = { withinMs: 60_000 };
const UP = expect.objectContaining({ status: 'up' });

describeOnEachDatabase('health', (database) => {
  let running: RunningApp;
  beforeAll(async () => (running = await RunningApp.start({ ...(await database.settings()) })));
  afterAll(() => running.stop());

  it('is alive, ready and well without anything else', async () => {
    await expect(look(running, '/live')).resolves.toEqual({
      status: 200,
      health: 'ok',
      details: {},
    });
    await expect(look(running, '/ready')).resolves.toEqual({
      status: 200,
      health: 'ok',
      details: { lifespan: UP, database: UP, migrations: UP },
    });
    await poll('the embedding model', async () => isUp(await look(running), 'embedder'), LOADING);
    await poll('the vectors', async () => isUp(await look(running), 'vectors'), LOADING);
    await expect(look(running)).resolves.toEqual({
      status: 200,
      health: 'ok',
      details: {
        database: UP,
        migrations: UP,
        embedder: expect.objectContaining({ status: 'up', dimensions: 512 }),
        milvus: expect.objectContaining({ status: 'up', use: 'none' }),
        model: expect.objectContaining({ status: 'up', mode: 'recall-only' }),
        vectors: UP,
        queue: expect.objectContaining({ status: 'up', waiting: 0, dead: 0 }),
        breakers: { status: 'up', open: [], halfOpen: [], closed: [] },
      },
    });
  });

  it('is well while the embedding model has more to do than it can', async () => {
    const busy = new EmbedderUnavailable('Too much.', { code: 'embedder_busy' });
    const embed = vi.spyOn(running.app.get(Embedder), 'embed').mockRejectedValue(busy);
    await expect(look(running)).resolves.toMatchObject({ details: { embedder: { status: 'up' } } });
    expect(embed).toHaveBeenCalled();
    embed.mockRejectedValue(new EmbedderUnavailable('Away.'));
    await expect(look(running)).resolves.toMatchObject({
      details: { embedder: { status: 'degraded' } },
    });
    embed.mockRestore();
  });

  it('is not ready while migrations are pending', async () => {
    const source = running.app.get(DataSource);
    await source.undoLastMigration();
    await expect(look(running, '/ready')).resolves.toMatchObject({
      status: 503,
      details: { database: UP, migrations: { status: 'down', message: 'migrations are pending' } },
    });
    await source.runMigrations();
    await expect(look(running, '/ready')).resolves.toMatchObject({ status: 200 });
  });
});

describe('health of what may be away', () => {
  it('is degraded while Milvus and the model are away, and well once they are there', async () => {
    const milvusPort = await freePort();
    const modelPort = await freePort();
    const running = await RunningApp.start({
      MILVUS_ADDRESS: `127.0.0.1:${milvusPort}`,
      OPENAI_BASE_URL: `http://127.0.0.1:${modelPort}/v1`,
      OPENAI_API_KEY: 'sk-hunter2',
      CHAT_MODEL: 'mine',
    });
    const away = await look(running);
    expect(away).toMatchObject({
      status: 200,
      details: {
        milvus: { status: 'degraded', code: 'milvus_unreachable' },
        model: { status: 'degraded', code: 'model_unreachable', name: 'mine' },
      },
    });
    expect(JSON.stringify(away)).not.toContain('hunter2');
    await expect(look(running, '/ready')).resolves.toMatchObject({ status: 200 });

    const milvus = await FakeMilvus.start('v2.5.4', milvusPort);
    const model = await FakeOpenAiServer.start(modelPort);
    const well = async () => {
      const now = await look(running);
      return now.details['milvus']?.['status'] === 'up' && now;
    };
    await expect(poll('Milvus to be seen', well, { withinMs: 60_000 })).resolves.toMatchObject({
      details: { milvus: { status: 'up', version: 'v2.5.4', collections: [] }, model: UP },
    });
    await milvus.stop();
    await model.stop();
    await running.stop();
  });

  it('is degraded while the embedding server is away, and well once it is there', async () => {
    const port = await freePort();
    const running = await RunningApp.start({
      EMBEDDINGS_BASE_URL: `http://127.0.0.1:${port}/v1`,
      EMBEDDINGS_API_KEY: 'sk-hunter3',
    });
    const away = await look(running);
    expect(away).toMatchObject({
      status: 200,
      details: { embedder: { status: 'degraded', code: 'embedder_unreachable' } },
    });
    expect(JSON.stringify(away)).not.toContain('hunter3');
    await expect(look(running, '/ready')).resolves.toMatchObject({ status: 200 });

    const server = await FakeOpenAiServer.start(port);
    await poll(
      'the server to be found',
      async () => isUp(await look(running), 'embedder'),
      LOADING,
    );
    server.embeddings.behave({ kind: 'status', status: 401 });
    await expect(look(running)).resolves.toMatchObject({
      details: { embedder: { status: 'degraded', code: 'embedder_unauthorized' } },
    });
    await running.stop();
    await server.stop();
  });

  it('tells a model that refuses the key', async () => {
    const refusing = await FakeOpenAiServer.start();
    const running = await RunningApp.start({
      OPENAI_BASE_URL: refusing.baseUrl.replace('/v1', '/nothing'),
      CHAT_MODEL: 'mine',
    });
    await expect(look(running)).resolves.toMatchObject({
      details: { model: { status: 'degraded', code: 'model_not_found' } },
    });
    await running.stop();
    await refusing.stop();
  });
});

describe('health of an embedded database', () => {
  it('is down, and the process alive, once nothing answers there', async () => {
    const running = await RunningApp.start();
    // What is left when the thread of the database has gone: a source without its connections.
    await running.app.get(DataSource).destroy();
    await expect(look(running, '/ready')).resolves.toMatchObject({
      status: 503,
      details: { database: { status: 'down' }, migrations: { status: 'down' } },
    });
    await expect(look(running, '/live')).resolves.toMatchObject({ status: 200 });
    await running.stop();
  });
});

describeOnPostgres('health of a database server', (database) => {
  it('is not ready once the database has gone, and requests fail in words', async () => {
    const running = await RunningApp.start({ ...(await database.settings()) });
    await database.dispose();
    const ready = await look(running, '/ready');
    expect(ready).toMatchObject({ status: 503, details: { database: { status: 'down' } } });
    expect(JSON.stringify(ready)).not.toMatch(/postgres:|password/);
    await expect(look(running)).resolves.toMatchObject({ status: 503 });
    await expect(look(running, '/live')).resolves.toMatchObject({ status: 200 });
    const reply = await running.api.call('GET', '/api/sessions');
    expect(reply.body).toMatchObject({ code: expect.stringMatching(/^[a-z_]+$/) });
    expect(reply.contentType).toMatch(/^application\/problem\+json/);
    await running.stop();
  });
});
