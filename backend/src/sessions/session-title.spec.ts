import { titleFrom, UNTITLED } from './session-title.js';

describe('the title from a first message', () => {
  it.each([
    ['My dog is called Rex.', 'My dog is called Rex.'],
    ['\n\n  First line \nsecond line', 'First line'],
    ['# Plans\nfor the garden', 'Plans'],
    ['- **milk**', 'milk'],
    ['> `code`', 'code'],
    ['a\t\tb   c', 'a b c'],
    ['***', UNTITLED],
    ['```\nlet x = 1;\n```', 'let x = 1;'],
  ])('of %j is %j', (message, title) => {
    expect(titleFrom(message)).toBe(title);
  });

  it('is cut at a word, to 60 characters', () => {
    const title = titleFrom('word '.repeat(40));
    expect(title).toMatch(/^(word )+word…$/);
    expect(title.length).toBeLessThanOrEqual(60);
  });

  it('is cut in the middle of a word that is longer than a title', () => {
    expect(titleFrom('x'.repeat(500))).toMatch(/^x{30,59}…$/);
  });

  it('never splits a character', () => {
    expect(titleFrom('😀'.repeat(100))).toMatch(/^(😀)+…$/u);
    expect(Array.from(titleFrom('😀'.repeat(100))).length).toBeLessThanOrEqual(60);
  });
});
