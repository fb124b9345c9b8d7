import { termsOf } from '../lexical/terms.js';
import { excerpt } from './excerpt.js';

const FILLER = 'Nothing to see in this sentence. '.repeat(50);
const LONGEST = 200;
const cut = (text: string, query: string) => excerpt(text, new Set(termsOf(query)), LONGEST);

describe('an excerpt', () => {
  it('is the whole text while that is short', () => {
    expect(cut(' Short,\nas it is. ', 'tea')).toBe('Short,\nas it is.');
  });

  it('is the start where nothing speaks to the query', () => {
    expect(cut(FILLER, 'tea')).toMatch(/^Nothing to see.*…$/s);
  });

  it('holds the sentences with the most of the query in their order, rare words first', () => {
    const said = 'I see the green tea of Lisbon.';
    const later = 'More on Lisbon.';
    const text = `${FILLER}I see. ${FILLER}${said} ${FILLER}${later} ${FILLER}I see tea. ${FILLER}`;
    const shown = cut(text, 'did I see green tea in Lisbon');
    expect(shown.indexOf(said)).toBeGreaterThan(-1);
    expect(shown.indexOf(later)).toBeGreaterThan(shown.indexOf(said));
  });

  it('says by an ellipsis where something is missing', () => {
    const text = `${'Filling up. '.repeat(9)}I drink tea. ${FILLER}`;
    expect(excerpt(text, new Set(['tea']), 60)).toMatch(/^Filling up. … I drink tea. …$/);
  });

  it.each([
    ['one endless word', 'x'.repeat(20_000)],
    ['Chinese', '我喜欢绿茶。'.repeat(2_000)],
    ['emoji', '🎉'.repeat(5_000)],
    ['white space', `a${' '.repeat(20_000)}b`],
    ['lines of code', 'const tea = brew(leaf);\n'.repeat(800)],
  ])('of %s is bounded and whole characters', (_, text) => {
    const shown = cut(text, 'tea');
    expect(shown.length).toBeLessThanOrEqual(LONGEST);
    expect(shown.length).toBeGreaterThan(1);
    expect(shown.isWellFormed()).toBe(true);
  });
});
