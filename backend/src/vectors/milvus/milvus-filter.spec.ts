import { type Condition, milvusFilter } from './milvus-filter.js';

const ONE = '018f2d3e-0000-7000-8000-000000000001';
const TWO = '018f2d3e-0000-7000-8000-000000000002';
const CONDITIONS: Condition[] = [
  { field: 'user_id', is: '==', value: ONE },
  { field: 'id', is: 'in', value: [ONE, TWO] },
];

describe('what Milvus filters by', () => {
  it('travels apart from the expression where the server can take it apart', () => {
    expect(milvusFilter(CONDITIONS, true)).toEqual({
      filter: 'user_id == {v0} and id in {v1}',
      exprValues: { v0: ONE, v1: [ONE, TWO] },
    });
  });

  it('stands in the expression for servers that know no other way', () => {
    expect(milvusFilter(CONDITIONS, false)).toEqual({
      filter: `user_id == "${ONE}" and id in ["${ONE}","${TWO}"]`,
    });
  });

  it.each([
    '',
    'x',
    `${ONE}"`,
    `" or id != "`,
    `${ONE}\n`,
    ` ${ONE}`,
    ONE.toUpperCase().replace('018F', 'G18F'),
  ])('is never anything but an id: %j', (value) => {
    for (const templates of [true, false]) {
      const one: Condition = { field: 'user_id', is: '==', value };
      const many: Condition = { field: 'id', is: 'in', value: [ONE, value] };
      for (const condition of [one, many])
        expect(() => milvusFilter([condition], templates)).toThrow(/no UUID/);
    }
  });
});
