import { joined } from './joint.js';

describe('the joint of an answer and its continuation', () => {
  it.each([
    ['One two', 'three', ' three'],
    ['One two,', 'three', ' three'],
    ['Das sind', 'über 20', ' über 20'],
    ['One two ', 'three', 'three'],
    ['One two', ' three', ' three'],
    ['One two', ', three', ', three'],
    ['One two\n', '3. three', '3. three'],
    ['お茶を飲', 'みます', 'みます'],
    ['```js\nlet a = (', 'b)', 'b)'],
  ])('of %j and %j', (before, first, expected) => {
    expect(joined(before, first)).toBe(expected);
  });
});
