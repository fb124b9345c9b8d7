import { countTokens, truncateToTokens } from './tokens.js';

describe('tokens', () => {
  it('are counted, special ones as the text they are', () => {
    expect(countTokens('')).toBe(0);
    expect(countTokens('hello world')).toBe(2);
    expect(countTokens('<|endoftext|>')).toBeGreaterThan(1);
  });

  it('leave a text alone that is short enough', () => {
    expect(truncateToTokens('hello world', 2)).toBe('hello world');
  });

  it.each([
    'one two three four five six',
    '😀🎉👩‍👩‍👧 and so on, 日本語テキスト',
    '<|endoftext|> x y z',
  ])('cut %s to any limit without half a character', (text) => {
    const whole = countTokens(text);
    for (let limit = 1; limit < whole; limit++) {
      const cut = truncateToTokens(text, limit);
      expect(cut).toMatch(/…$/);
      expect(cut).not.toContain('\uFFFD');
      expect(text.startsWith(cut.slice(0, -1))).toBe(true);
      expect(countTokens(cut.slice(0, -1))).toBeLessThan(limit);
    }
  });
});
