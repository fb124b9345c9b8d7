import { describeOnPostgres } from '../support/describe-on-database.ts';
import { IndexingApp } from '../support/indexing-app.ts';
import { HostileVectorStore } from '../support/vectors/hostile-vector-store.ts';
import { ApiClient } from '../support/api-client.ts';
import { freePort } from '../support/free-port.ts';
import { poll } from '../support/poll.ts';
import { Product } from '../support/product.ts';
import { RunningApp } from '../support/running-app.ts';

const WITHIN = { withinMs: 60_000 };

describeOnPostgres('processes that share a database', (database) => {
  it('make each vector, in the order of its session, when all of them work', async () => {
    const store = new HostileVectorStore();
    const one = await IndexingApp.start(database, { store });
    const other = await IndexingApp.start(database, { store });
    await one.ready();
    const places = await Promise.all(Array.from({ length: 4 }, () => one.place()));
    for (let round = 0; round < 10; round++)
      await Promise.all(
        places.map((place, index) =>
          (round % 2 ? one : other).room.say(place, `Round ${round} of ${index}.`),
        ),
      );
    for (const place of places) {
      await one.inLine(place);
      expect(await one.indexed(place)).toEqual(await one.remembered(place));
    }
    expect(one.embedder.calls.length).toBeGreaterThan(0);
    expect(other.embedder.calls.length).toBeGreaterThan(0);
    await Promise.all([one.stop(), other.stop()]);
  });

  it('leave the work to those with ROLE=worker', async () => {
    const store = new HostileVectorStore();
    const api = await IndexingApp.start(database, { store, variables: { ROLE: 'api' } });
    const place = await api.place();
    await api.room.say(place, 'Who makes my vector?');
    const worker = await IndexingApp.start(database, { store, variables: { ROLE: 'worker' } });
    await worker.ready();
    await worker.inLine(place);
    await api.room.say(place, 'And mine?');
    await worker.inLine(place);
    expect(api.embedder.calls).toEqual([]);
    await Promise.all([api.stop(), worker.stop()]);
  });

  it('say what their own recalls miss, with ROLE=api, and no longer than it lasts', async () => {
    const api = await RunningApp.start({
      ...(await database.settings()),
      ROLE: 'api',
      // Neither is there; the embedder is asked first.
      MILVUS_ADDRESS: `127.0.0.1:${await freePort()}`,
      EMBEDDINGS_BASE_URL: `http://127.0.0.1:${await freePort()}/v1`,
      BREAKER_STORE_RESET_SECONDS: '1',
    });
    const indexing = async () => {
      interface Status {
        readonly indexing: { readonly state: string; readonly code: string | null };
      }
      return (await api.api.call<Status>('GET', '/api/status')).body.indexing;
    };
    const isAway = async () => {
      await api.api.call('POST', '/api/memories/recall', { query: 'Where is my boat?' });
      return (await indexing()).code === 'embedder_unreachable';
    };
    await poll('the page to be told', isAway, WITHIN);
    const isUntold = async () => (await indexing()).state !== 'waiting';
    await poll('the next recall to be let try', isUntold, WITHIN);
    await api.stop();
  });

  it('answer questions about their health only, with ROLE=worker', async () => {
    const worker = await Product.start({ ...(await database.settings()), ROLE: 'worker' });
    try {
      const client = new ApiClient(worker.url);
      for (const path of ['/health', '/health/live', '/health/ready', '/api/status'])
        expect((await client.call('GET', path)).status).toBe(200);
      for (const path of ['/', '/api/sessions', '/api/docs', '/api/memories'])
        expect(await client.call('GET', path)).toMatchObject({
          status: 404,
          body: { code: 'worker_only' },
        });
      const refused = await client.call('POST', '/api/chat', { message: 'Hello' });
      expect(refused).toMatchObject({ status: 404, body: { code: 'worker_only' } });
    } finally {
      expect(await worker.stop()).toBe(0);
    }
  });
});
