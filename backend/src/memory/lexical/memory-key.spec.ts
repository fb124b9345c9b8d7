import { memoryKey, replyTerms } from './memory-key.js';

const AT = new Date('2025-07-04T23:30:00Z');

describe('the key of a memory', () => {
  it('counts its terms, and holds the day in UTC', () => {
    const { frequencies, length } = memoryKey({ text: 'Tea, tea and cake.', at: AT });
    expect(Object.fromEntries(frequencies)).toEqual({
      fridai: 1,
      juli: 1,
      '2025': 1,
      tea: 2,
      cake: 1,
    });
    expect(length).toBe(6);
  });

  it('holds who said it', () => {
    const { frequencies, length } = memoryKey({ text: 'Tea!', at: AT, speaker: 'Anna Marie' });
    expect([...frequencies.keys()].slice(3)).toEqual(['anna', 'mari', 'tea']);
    expect(length).toBe(6);
  });

  it('holds of fenced code the names that somebody gave, and does not count them as length', () => {
    const prose = memoryKey({ text: 'Look at this.', at: AT });
    const code = '```ts\nconst tea = parseTea(MAX_TEA, new HTTPServer());\n``` ```open_door';
    const { frequencies, length } = memoryKey({ text: `Look at this. ${code}`, at: AT });
    expect(length).toBe(prose.length);
    const added = [...frequencies.keys()].filter((term) => !prose.frequencies.has(term));
    expect(added).toEqual(['parsetea', 'max_tea', 'httpserver', 'open_door']);
  });

  it('says of a standing instruction that it is one', () => {
    const said = { text: 'Always use metric units.', at: AT };
    expect(memoryKey(said).frequencies.get('#standing')).toBe(1);
    expect(memoryKey({ ...said, speaker: 'Anna' }).frequencies.has('#standing')).toBe(false);
  });

  it('is bounded', () => {
    const text = Array.from({ length: 50_000 }, (_, index) => `w${index}`).join(' ');
    const { frequencies, length } = memoryKey({ text: `${text} ${'tea '.repeat(40_000)}`, at: AT });
    expect(frequencies.size).toBe(2_000);
    expect(length).toBe(32_767);
  });

  it('is joined by the terms of the start of an answer, without code', () => {
    const reply = `\`\`\`ts\nlet x;\n\`\`\` Use the kettle, use it. ${'tea '.repeat(100)} unseen`;
    expect(replyTerms(reply)).toEqual(['us', 'kettl', 'tea']);
  });
});
