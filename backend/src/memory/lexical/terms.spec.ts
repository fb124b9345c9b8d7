import { termsOf } from './terms.js';

describe('the terms of a text', () => {
  it.each<[string, string, string[]]>([
    ['stems, without stop words', 'What was she painting yesterday?', ['paint', 'yesterdai']],
    [
      'possessives and contractions',
      "Anna's dog doesn't bark, we'll see",
      ['anna', 'dog', 'bark', 'see'],
    ],
    ['typographic apostrophes', 'Anna’s l’avion', ['anna', 'avion']],
    ['umlauts and accents', 'Größe Müller café naïve', ['gross', 'muller', 'cafe', 'naiv']],
    ['decomposed accents', 'cafe\u0301', ['cafe']],
    ['ligatures and full width', 'ﬁnd ＡＢＣ', ['find', 'abc']],
    ['camel case', 'getUserById', ['getuserbyid', 'user', 'id']],
    ['abbreviations in camel case', 'HTTPServer', ['httpserver', 'http', 'server']],
    [
      'snake case',
      'max_retry_count __init__',
      ['max_retry_count', 'max', 'retri', 'count', 'init'],
    ],
    ['languages with signs', 'C++, C# and F#', ['c++', 'c#', 'f#']],
    ['a lone letter that means something', 'vitamin D', ['vitamin', 'd']],
    ['versions, amounts, times', 'v0.6.2 1,200 5:30', ['0.6.2', '1200', '5:30']],
    ['days of the month', 'on the 8th', ['8']],
    ['emoji as nothing', 'I 🎉 love 👩‍👩‍👧 you', ['love']],
    [
      'Chinese by characters and pairs',
      '我喜欢绿茶',
      ['喜', '欢', '绿', '茶', '我喜', '喜欢', '欢绿', '绿茶'],
    ],
    ['Japanese by pairs', 'タワー', ['タワ', 'ワー']],
    ['Korean by pairs, so that endings do not matter', '고양이를', ['고양', '양이', '이를']],
    ['Thai by pairs', 'ไทย', ['ไท', 'ทย']],
    ['Cyrillic', 'Ёлка в Москве', ['елка', 'москве']],
    ['what mixes scripts', 'iPhone手机', ['iphon', '手', '机', '手机']],
    ['German function words', 'Ich habe für dich und mich', []],
    ['words that are function words elsewhere', 'die war hat', ['die', 'war', 'hat']],
    ['nothing', ' \n\t\u0000 ', []],
    ['half a character', '\ud83d dog \udc36', ['dog']],
  ])('hold %s', (_, text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  it('are the same for a question and its answer in another form', () => {
    expect(termsOf('running dogs')).toEqual(termsOf('The dog runs'.split(' ').reverse().join(' ')));
  });

  it.each(['x'.repeat(20_000), '茶'.repeat(20_000), 'ab_'.repeat(7_000), "a'b".repeat(7_000)])(
    'are short, whatever the word: %.10s…',
    (word) => {
      const terms = termsOf(word);
      expect(Math.max(...terms.map((term) => term.length))).toBeLessThanOrEqual(40);
      expect(terms.every((term) => term.isWellFormed() && term !== '')).toBe(true);
    },
  );
});
