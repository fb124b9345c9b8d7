import { describeOnPostgres } from '../../test/support/describe-on-database.js';
import { poll } from '../../test/support/poll.js';
import { TcpProxy } from '../../test/support/tcp-proxy.js';
import { isAway, untilReachable } from './reaching.js';

describeOnPostgres('a server that is away', (database) => {
  it('is waited for, which is said once and without its password', async () => {
    const url = (await database.settings()).DATABASE_URL ?? '';
    const proxy = await TcpProxy.inFrontOf(url);
    await proxy.stop();
    const said: string[] = [];
    const reached = untilReachable(proxy.through(url), (words) => said.push(words));
    await poll('a word about it', () => said.length === 1, { withinMs: 30_000 });
    expect(said[0]).toMatch(/^Waiting for the database.*ECONNREFUSED/);
    proxy.set({ refusing: true });
    await proxy.comeBack();
    await poll('a connection that breaks', () => proxy.refused > 0, { withinMs: 30_000 });
    proxy.set({});
    await reached;
    expect(said.slice(1)).toEqual(['The database answers.']);
    expect(said.join()).not.toContain(new URL(url).password);
    await proxy.stop();
  });

  it('is not one that refuses us: whoever connects next learns why', async () => {
    const url = new URL((await database.settings()).DATABASE_URL ?? '');
    url.password = 'hunter2';
    const said: string[] = [];
    await untilReachable(url.href, (words) => said.push(words));
    expect(said).toEqual([]);
  });
});

it.each([
  ['a refused connection', { code: 'ECONNREFUSED' }, true],
  ['a name that is not known yet', { code: 'ENOTFOUND' }, true],
  ['a server that starts', { code: '57P03' }, true],
  ['no connection left', { code: '53300' }, true],
  ['a wrong password', { code: '28P01' }, false],
  ['a protocol that is not spoken there', { code: '08P01' }, false],
  ['a certificate that is missing', { code: 'ENOENT' }, false],
  ['a database that is not there', { code: '3D000' }, false],
])('%s: whether it passes by itself', (_, more, expected) => {
  const fault = Object.assign(new Error('a fault'), more);
  expect(isAway(fault)).toBe(expected);
  expect(isAway(new AggregateError([fault, fault]))).toBe(expected);
});
