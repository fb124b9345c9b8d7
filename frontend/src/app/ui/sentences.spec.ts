import { Sentences } from './sentences';

/** What is said while a text grows by these pieces, step by step. */
function grown(...pieces: readonly string[]): readonly string[][] {
  const sentences = new Sentences();
  let text = '';
  const steps = pieces.map((piece) => [...sentences.next((text += piece))]);
  return [...steps, [...sentences.rest(text)]];
}

describe('Sentences', () => {
  it('says each sentence once, as soon as it is whole', () => {
    expect(grown('You dr', 'ink tea. And', ' coffee! Of', 'ten')).toEqual([
      [],
      ['You drink tea.'],
      ['And coffee!'],
      [],
      ['Often'],
    ]);
  });

  it('does not take the point of a number or of an unfinished word for an end', () => {
    expect(grown('It costs 3.', '50 a cup. ')).toEqual([[], ['It costs 3.50 a cup.'], []]);
  });

  it('needs no space in scripts that have none', () => {
    expect(grown('お茶。', 'はい')).toEqual([['お茶。'], [], ['はい']]);
  });

  it('leaves the marks of Markdown away', () => {
    const markdown = '## Tea\n- **green** [tea](https://example.com)\n> `said`\n1. one\n---\n';
    expect(grown(markdown)).toEqual([['Tea', 'green tea', 'said', 'one'], []]);
  });

  it('leaves names whole that have an underscore inside', () => {
    expect(new Sentences().rest('Call _really_ `minutes_until`.')).toEqual([
      'Call really minutes_until.',
    ]);
  });

  it('does not say the numbers of a list', () => {
    expect(grown('1.', ' Tea is hot.\n2. ', 'Ice is not.')).toEqual([
      [],
      ['Tea is hot.'],
      [],
      ['Ice is not.'],
    ]);
  });

  it('waits for the end of a block of code and does not read it out', () => {
    expect(grown('So:\n```ts\nlet a. \n', '```\nDone. ')).toEqual([
      ['So:'],
      ['A block of code.', 'Done.'],
      [],
    ]);
  });

  it('tells of code that was never ended', () => {
    expect(grown('```\nlet a')).toEqual([[], ['A block of code.']]);
  });

  it('begins anew with a shorter text', () => {
    const sentences = new Sentences();
    sentences.next('One whole sentence. ');
    expect(sentences.next('Two. ')).toEqual(['Two.']);
  });
});
