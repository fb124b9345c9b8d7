import { countTokens } from '../../shared/index.js';
import { termsOf } from '../lexical/terms.js';
import { excerpt, MAX_ITEM_TOKENS } from './excerpt.js';

const FILLER = 'Nothing to see in this sentence. '.repeat(150);
const terms = (query: string) => new Set(termsOf(query));

describe('an excerpt', () => {
  it('is the whole text while that is short', () => {
    expect(excerpt(' Short,\nas it is. ', terms('tea'))).toBe(' Short,\nas it is. ');
  });

  it('is the start where nothing speaks to the query', () => {
    expect(excerpt(FILLER, terms('tea'))).toMatch(/^Nothing to see.*…$/s);
  });

  it('holds the passage with the most of the query, rare words first', () => {
    const text = `${FILLER}I see. ${FILLER}I see the green tea of Lisbon. ${FILLER}Tea again. ${FILLER}`;
    expect(excerpt(text, terms('did I see green tea in Lisbon'))).toContain('green tea of Lisbon');
  });

  it('says by an ellipsis where it was cut', () => {
    expect(excerpt(`${FILLER}I drink tea.`, terms('tea'))).toMatch(/^… .*I drink tea\.$/s);
    expect(excerpt(`I drink tea. ${FILLER}`, terms('tea'))).toMatch(/^I drink tea\..*…$/s);
  });

  it.each([
    ['one endless word', 'x'.repeat(20_000)],
    ['Chinese', '我喜欢绿茶。'.repeat(2_000)],
    ['emoji', '🎉'.repeat(5_000)],
    ['white space', `a${' '.repeat(20_000)}b`],
    ['lines of code', 'const tea = brew(leaf);\n'.repeat(800)],
  ])('of %s is bounded and whole characters', (_, text) => {
    const cut = excerpt(text, terms('tea'));
    expect(countTokens(cut)).toBeLessThanOrEqual(MAX_ITEM_TOKENS);
    expect(cut.isWellFormed()).toBe(true);
    expect(cut).not.toContain('\uFFFD');
  });
});
