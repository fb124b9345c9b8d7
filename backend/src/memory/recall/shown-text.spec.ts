import { shownText } from './shown-text.js';

const said = (text: string, reply: string | null = null) => ({ text, speaker: null, reply });

describe('what is shown of a memory', () => {
  it('is the prose, without its code', () => {
    const text = 'My parser fails.\n\n```ts\nconst parser = 1;\n```\n\nWhy is that?';
    expect(shownText(said(text), 'parser').text).toBe('My parser fails.\nWhy is that?');
  });

  it('is the code where only that speaks to the query, or is all that there is', () => {
    const text = 'Look at this, please: ```const kettle = 1;```';
    expect(shownText(said(text), 'kettle').text).toBe(text);
    expect(shownText(said('```let x;```'), 'kettle').text).toBe('```let x;```');
  });

  it('says among people who said it', () => {
    const turn = { text: 'To Lisbon!', speaker: 'Anna', reply: 'No reply of an assistant' };
    expect(shownText(turn, 'where did you go')).toEqual({
      text: 'Anna: To Lisbon!',
      withReply: false,
    });
  });

  it.each([
    ['the message alone means little', 'And the second one?', 'kettle', true],
    [
      'the reply is asked for',
      `I want a kettle. ${'Long story. '.repeat(9)}`,
      'What did you recommend?',
      true,
    ],
    ['neither', `I want a kettle. ${'Long story. '.repeat(9)}`, 'kettle', false],
  ])('holds the reply where it should: %s', (_, text, query, withReply) => {
    const shown = shownText(said(text, 'Take the\n\nred kettle.'), query);
    expect(shown.withReply).toBe(withReply);
    expect(shown.text.endsWith('\nAssistant: Take the red kettle.')).toBe(withReply);
  });

  it('is bounded', () => {
    const long = 'A sentence of a kettle. '.repeat(1_000);
    expect(shownText(said(long, long), 'What did you say?').text.length).toBeLessThanOrEqual(720);
  });
});
