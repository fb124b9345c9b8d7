import { FakeMilvus } from '../../../test/support/milvus/fake-milvus.ts';
import { MilvusConnection } from './milvus-connection.js';
import { milvusFilter } from './milvus-filter.js';
import { idsOf } from './milvus-reading.js';

const ONE = '018f2d3e-0000-7000-8000-000000000001';
const TWO = '018f2d3e-0000-7000-8000-000000000002';

describe('what is sent to a Milvus that knows templates', () => {
  it('is the expression and, apart from it, the ids', async () => {
    const fake = await FakeMilvus.start();
    const connection = new MilvusConnection({ address: fake.address, token: undefined });
    const rows = milvusFilter(
      [
        { field: 'user_id', is: '==', value: ONE },
        { field: 'id', is: 'in', value: [TWO] },
      ],
      true,
    );
    const { signal } = new AbortController();
    await connection.call(
      (session) => idsOf(session, { collection_name: 'memocha_x', ...rows }),
      30_000,
      signal,
    );
    const sent = fake.calls.find(({ name }) => name === 'Query')?.body.toString('latin1') ?? '';
    const expression = 'user_id == {v0} and id in {v1}';
    expect(sent).toContain(expression);
    for (const id of [ONE, TWO]) expect(sent.split(id)).toHaveLength(2);
    expect(sent).not.toContain(`"${ONE}"`);
    await connection.close();
    await fake.stop();
  });
});
