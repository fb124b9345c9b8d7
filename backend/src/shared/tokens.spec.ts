import { countTogether, countTokens, truncateToTokens } from './tokens.js';

describe('tokens', () => {
  it('are counted, special ones as the text they are', () => {
    expect(countTokens('')).toBe(0);
    expect(countTokens('hello world')).toBe(2);
    expect(countTokens('<|endoftext|>')).toBeGreaterThan(1);
  });

  it('are counted in a text without spaces, however long, and not much too high', () => {
    const sentence = '我的狗叫雷克斯,他喜欢球。';
    const many = countTokens(sentence.repeat(20_000));
    expect(many).toBeGreaterThan(20_000 * countTokens(sentence) * 0.95);
    expect(many).toBeLessThan(20_000 * countTokens(sentence) * 1.05);
  });

  it.each([
    [['- "a quote."\n', '</end>\n\n', 'Hello there']],
    [['a line\n', `${'x'.repeat(300)}\n`, 'Hello']],
    [['a line.\n\n', '\n  And so on']],
    [['nothing else']],
  ])('of %j are as many as of the whole', (parts) => {
    expect(countTogether(parts)).toBe(countTokens(parts.join('')));
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
