import { documentText } from './document-text.js';

describe('the text that a memory is embedded with', () => {
  it('is its prose alone where a person talks to an assistant', () => {
    const previous = { text: 'Hello there.', speaker: null };
    const text = 'Why does this fail? ```ts\nparse(it)\n``` It worked before.';
    const embedded = documentText({ text, speaker: null, previous });
    expect(embedded.replace(/\s+/g, ' ')).toBe('Why does this fail? It worked before.');
  });

  it('is the code where there is nothing else', () => {
    expect(documentText({ text: '```parse(it)```', speaker: null, previous: null })).toBe(
      '```parse(it)```',
    );
  });

  it('says among people who said it, and what was said before', () => {
    const previous = { text: 'Where did you go on holiday?', speaker: 'Ben' };
    expect(documentText({ text: 'To Lisbon!', speaker: 'Anna', previous })).toBe(
      'Anna: To Lisbon!\nBen: Where did you go on holiday?',
    );
    expect(documentText({ text: 'To Lisbon!', speaker: 'Anna', previous: null })).toBe(
      'Anna: To Lisbon!',
    );
  });

  it('is bounded and whole characters', () => {
    const said = { text: '🎉'.repeat(5_000), speaker: 'Anna' };
    const text = documentText({ ...said, previous: said });
    expect(text.length).toBeLessThanOrEqual(2_501);
    expect(text.isWellFormed()).toBe(true);
  });
});
