import { randomUUID } from 'node:crypto';
import { FakeMilvus } from '../../../test/support/milvus/fake-milvus.ts';
import { freePort } from '../../../test/support/free-port.ts';
import { poll } from '../../../test/support/poll.ts';
import { aCollection, alike } from '../../../test/support/vectors/some-vectors.ts';
import { MilvusVectorStore } from './milvus-vector-store.js';

const WITHIN = { withinMs: 30_000 };

describe('the connection to Milvus', () => {
  const filter = { userId: randomUUID() };
  const collection = aCollection();
  const { signal } = new AbortController();
  let fake: FakeMilvus | undefined;
  let store: MilvusVectorStore;
  afterEach(async () => {
    await store.onApplicationShutdown();
    await fake?.stop();
    fake = undefined;
  });

  const open = (address: string) => (store = new MilvusVectorStore({ address, token: 'a:b' }));
  const openTo = async (version?: string) => {
    fake = await FakeMilvus.start(version);
    open(fake.address);
    return fake;
  };
  const count = () => store.count(collection, filter, signal);
  const fault = () =>
    count().then(
      () => undefined,
      (error: unknown) => error,
    );

  it('is made by the first call', async () => {
    await openTo();
    // It holds nothing at all, not even a number; but it answered.
    await expect(count()).resolves.toBeNaN();
    expect(store.describe().use).toBe(`Milvus v2.5.4 at ${fake?.address}`);
  });

  it('is told to be missing where nobody listens, and comes by itself', async () => {
    const port = await freePort();
    open(`127.0.0.1:${port}`);
    await expect(fault()).resolves.toMatchObject({ code: 'milvus_unreachable' });
    expect(store.describe().why).toMatch(/cannot be reached/);
    fake = await FakeMilvus.start('v2.5.4', port);
    await poll('the connection to be there', async () => !(await fault()), WITHIN);
  });

  it('comes back after the server was away', async () => {
    const first = await openTo();
    await expect(fault()).resolves.toBeUndefined();
    const port = Number(first.address.split(':')[1]);
    await first.stop();
    fake = undefined;
    await expect(fault()).resolves.toMatchObject({ code: 'milvus_unreachable' });
    fake = await FakeMilvus.start('v2.5.4', port);
    await poll('the connection to be there', async () => !(await fault()), WITHIN);
  });

  it('fails at once while it is known that the server does not answer', async () => {
    const silent = await openTo();
    await expect(fault()).resolves.toBeUndefined();
    silent.behaviour = 'silent';
    const search = () => store.nearest(collection, filter, alike(1), 5, signal);
    await expect(search()).rejects.toMatchObject({ code: 'milvus_timeout' });
    const asked = silent.count('DescribeCollection');
    for (let turn = 0; turn < 20; turn++)
      await expect(search()).rejects.toMatchObject({ code: 'milvus_timeout' });
    // None of them was sent: they cannot have waited.
    expect(silent.count('DescribeCollection')).toBe(asked);
    silent.behaviour = 'well';
    await poll('the connection to be there', async () => !(await fault()), WITHIN);
  });

  it('tells a token that is refused, and does not show it', async () => {
    const refusing = await openTo();
    refusing.behaviour = 'refusing the token';
    await expect(fault()).resolves.toMatchObject({
      code: 'milvus_token_refused',
      message: expect.stringMatching(/MILVUS_TOKEN/),
    });
    expect(JSON.stringify(store.describe())).not.toMatch(/a:b|YTpi/);
  });

  it.each(['v2.2.16', 'v2.1.0', ''])('tells a server that is too old (%j)', async (version) => {
    await openTo(version);
    await expect(fault()).resolves.toMatchObject({
      code: 'milvus_too_old',
      message: expect.stringMatching(/2\.3 or newer/),
    });
  });

  it('tells a server that is full, and does not give it up for that', async () => {
    const full = await openTo();
    full.behaviour = 'full';
    await expect(fault()).resolves.toMatchObject({
      code: 'milvus_full',
      message: expect.stringMatching(/disk quota exhausted/),
    });
    full.behaviour = 'well';
    await expect(fault()).resolves.toBeUndefined();
  });

  it('does not keep anybody from stopping', async () => {
    const silent = await openTo();
    await expect(fault()).resolves.toBeUndefined();
    silent.behaviour = 'silent';
    const waiting = fault();
    await store.onApplicationShutdown();
    await expect(fault()).resolves.toMatchObject({ message: expect.stringMatching(/stopped/) });
    await expect(waiting).resolves.toBeInstanceOf(Error);
  });
});
