import pg from 'pg';
import { ApiClient, type StreamedEvent, streamOf } from '../support/api-client.ts';
import { describeOnEachDatabase, describeOnPostgres } from '../support/describe-on-database.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { FakeOpenAiServer } from '../support/fake-openai-server.ts';
import { freePort } from '../support/free-port.ts';
import { poll } from '../support/poll.ts';
import { Product } from '../support/product.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

const PATIENTLY = { withinMs: 60_000 };

describeOnPostgres('a start in any order', (database) => {
  it('waits for everything that is away, and serves once the database is back', async () => {
    const settings = await database.settings();
    const proxy = await TcpProxy.inFrontOf(settings.DATABASE_URL ?? '');
    await proxy.stop();
    const nowhere = `127.0.0.1:${await freePort()}`;
    const product = await Product.launch({
      ...settings,
      DATABASE_URL: proxy.through(settings.DATABASE_URL ?? ''),
      MILVUS_ADDRESS: nowhere,
      OPENAI_BASE_URL: `http://${nowhere}/v1`,
      EMBEDDINGS_BASE_URL: `http://${nowhere}/v1`,
    });
    const says = (words: string) => poll(words, () => product.log.includes(words), PATIENTLY);
    await says('Waiting for the database');
    await proxy.comeBack();
    await says('The database answers.');
    await product.ready();
    const { body } = await new ApiClient(product.url).call<{ status: string }>('GET', '/health');
    expect(JSON.stringify(body)).toMatch(/degraded/);
    expect(await product.stop()).toBe(0);
    await proxy.stop();
  });
});

describeOnPostgres('a first start', (database) => {
  const connected = async () => {
    const client = new pg.Client({
      connectionString: (await database.settings()).DATABASE_URL,
    });
    await client.connect();
    return client;
  };

  it('that was killed in the middle of a migration leaves nothing behind, and two at once bring it to an end', async () => {
    const environment = { ...(await database.settings()) };
    const other = await connected();
    // Somebody else's table of the same name, not committed: the migration waits in its middle.
    await other.query('BEGIN; CREATE TABLE memories (number integer)');
    const first = await Product.launch(environment);
    const waits = async () => {
      const { rows } = await other.query('SELECT 1 FROM pg_locks WHERE NOT granted');
      return rows.length > 0;
    };
    await poll('the migration to wait', waits, PATIENTLY);
    first.kill('SIGKILL');
    await first.exited();
    await other.query('ROLLBACK');
    await other.end();

    const both = await Promise.all([Product.launch(environment), Product.launch(environment)]);
    for (const product of both) await product.ready();
    for (const product of both) expect(await product.stop()).toBe(0);
    const reader = await connected();
    const { rows } = await reader.query('SELECT name FROM migrations ORDER BY name');
    await reader.end();
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(1);
  });
});

describeOnEachDatabase('a stop with fifty running answers', (database) => {
  const ANSWERS = 50;
  let fake: FakeOpenAiServer;
  let product: Product;
  beforeAll(async () => {
    fake = await FakeOpenAiServer.start();
    fake.behave({ kind: 'answer', text: 'One two three four.', holdAfter: 2 });
  });
  // What a failed test leaves running would keep the data folder from the next one.
  afterEach(async () => {
    product.kill('SIGKILL');
    await product.exited();
  });
  afterAll(() => fake.stop());

  /** A product with so many streams, all in the middle of their answers. */
  async function inTheMiddle(seconds: number, answers = ANSWERS) {
    product = await Product.start({
      ...fake.environment,
      ...(await database.settings()),
      ANSWERS_PER_USER: String(answers),
      DRAIN_SECONDS: String(seconds),
      // The model is held for as long as the test wants it.
      MODEL_SILENCE_SECONDS: '120',
    });
    const api = new ApiClient(product.url);
    const sessions: string[] = [];
    for (let index = 0; index < answers; index++) sessions.push(await api.createSession());
    const streams = sessions.map((session) => streamOf(api.send(session, 'Count, please.')));
    await poll('all to be in the middle', () => fake.held === answers, PATIENTLY);
    return { api, sessions, streams: Promise.all(streams) };
  }
  const endsOf = (streams: readonly StreamedEvent[][]) =>
    streams.map((events) => events.slice(-2).map(({ event, data }) => [event, data['code']]));

  it('keeps what was said, tells each that the server stops, and ends with 0', async () => {
    const { sessions, streams } = await inTheMiddle(1);
    product.kill('SIGTERM');
    const interrupted = [
      ['error', 'shutdown'],
      ['done', undefined],
    ];
    expect(endsOf(await streams)).toEqual(Array(ANSWERS).fill(interrupted));
    expect(await product.exited()).toBe(0);

    const again = await Product.start({ ...(await database.settings()) });
    const api = new ApiClient(again.url);
    for (const session of sessions) {
      const [, answer] = await api.history(session);
      expect(answer).toMatchObject({ status: 'interrupted', text: 'One two' });
    }
    await again.stop();
  });

  it('that does not come, since it is killed, keeps what was said by then', async () => {
    const { api, sessions, streams } = await inTheMiddle(60);
    const lost = streams.catch(() => undefined);
    const answersOf = (client: ApiClient) =>
      Promise.all(sessions.map(async (session) => (await client.history(session))[1]));
    const allSay = (client: ApiClient, status: string) => async () =>
      (await answersOf(client)).every((one) => one?.status === status && one.text === 'One two');
    await poll('all to be kept as far as they came', allSay(api, 'streaming'), PATIENTLY);
    product.kill('SIGKILL');
    await product.exited();
    await lost;

    const again = await Product.start({ ...(await database.settings()) });
    await poll(
      'all to be marked as interrupted',
      allSay(new ApiClient(again.url), 'interrupted'),
      PATIENTLY,
    );
    await again.stop();
  });

  it('lets them come to their end, and takes nothing new meanwhile', async () => {
    const { api, sessions, streams } = await inTheMiddle(60);
    product.kill('SIGTERM');
    const stopping = async () => (await api.call('GET', '/health/ready')).status === 503;
    await poll('it not to be ready', stopping, PATIENTLY);
    expect((await api.call('GET', '/health/live')).status).toBe(200);
    const refused = await api.call('POST', '/api/chat', { message: 'One more?' });
    expectProblem(refused, 503, 'shutting_down');
    fake.release();
    const whole = (await streams).map((events) => events.at(-1)?.data['finishReason']);
    expect(whole).toEqual(sessions.map(() => 'stop'));
    expect(await product.exited()).toBe(0);
  });

  it('ends at once at the second signal', async () => {
    const { streams } = await inTheMiddle(600, 3);
    const ended = streams.catch((error: unknown) => String(error));
    product.kill('SIGTERM');
    await poll('a word about it', () => product.log.includes('stopping'), PATIENTLY);
    product.kill('SIGTERM');
    expect(await product.exited()).toBe(128 + 15);
    expect(await ended).toMatch(/terminated/);
  });
});

describe('an error that nobody catches', () => {
  it.each([
    ['thrown', "throw new Error('boom')"],
    ['rejected', "void Promise.reject(new Error('boom'))"],
  ])('%s: is logged, answers are kept, and it ends in order with 1', async (_, fault) => {
    const fake = await FakeOpenAiServer.start();
    fake.behave({ kind: 'answer', text: 'One two three four.', holdAfter: 2 });
    const onSignal = `process.on('SIGUSR2', () => { ${fault}; });`;
    const product = await Product.start({
      ...fake.environment,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(onSignal)}`,
    });
    const api = new ApiClient(product.url);
    const stream = streamOf(api.send(await api.createSession(), 'Count, please.'));
    await poll('it to be in the middle', () => fake.held === 1, PATIENTLY);
    product.kill('SIGUSR2');
    expect((await stream).at(-1)).toMatchObject({
      event: 'done',
      data: { finishReason: 'interrupted' },
    });
    expect(await product.exited()).toBe(1);
    expect(product.log).toMatch(/"level":60.*boom/);
    await fake.stop();
  });
});
