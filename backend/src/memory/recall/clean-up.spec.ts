import { isEchoOf, withoutRepeats } from './clean-up.js';

const texts = (...said: string[]): string[] =>
  withoutRepeats(said.map((text, number) => ({ text, number }))).kept.map(({ text }) => text);

describe('the clean-up', () => {
  it('keeps of repeats the newest, in the place of the best', () => {
    const same = ['I like tea.', 'My dog is Rex.', 'i like TEA'];
    expect(texts(...same)).toEqual(['i like TEA', 'My dog is Rex.']);
  });

  it('says which ones were repeats', () => {
    const said = ['I like tea.', 'i like TEA', 'I like tea!'].map((text, number) => ({
      text,
      number,
    }));
    expect(withoutRepeats(said).repeats).toEqual([said[0], said[1]]);
  });

  it.each([
    ['another number', 'I weigh 80 kg.', 'I weigh 81 kg.'],
    ['another order', 'I like tea, not coffee.', 'I like coffee, not tea.'],
    ['another character', '我喜欢绿茶', '我喜欢红茶'],
    ['more to say', 'I like tea.', 'I like tea with milk.'],
  ])('keeps two texts with %s', (_, one, other) => {
    expect(texts(one, other)).toEqual([one, other]);
  });

  it('takes long texts for the same in spite of a word', () => {
    const long = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');
    expect(texts(long, long.replace('word30', 'other'))).toHaveLength(1);
  });

  const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`);

  it.each([
    [37, 1],
    [36, 2],
  ])(
    'compares to nine tenths: of %d words another in the middle leaves %d texts',
    (count, left) => {
      const [one, other] = [words(count), words(count).with(18, 'other')];
      expect(texts(one.join(' '), other.join(' '))).toHaveLength(left);
    },
  );

  it.each([
    [36, true],
    [35, false],
  ])('takes the first %d of 38 words for an echo: %s', (count, echo) => {
    expect(isEchoOf(words(38).join(' '))(words(count).join(' '))).toBe(echo);
  });

  it.each([
    ['What is my dog called?', 'what is my dog called', true],
    ['Is my dog Rex?', 'My dog is Rex.', false],
    ['dog', 'My dog is called Rex.', false],
    ['🎉', '🎉', true],
  ])('%j echoes in %j: %s', (query, text, echo) => {
    expect(isEchoOf(query)(text)).toBe(echo);
  });
});
