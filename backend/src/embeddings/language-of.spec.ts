import { languageOf } from './language-of.js';
import { UNRELATED_BY_LANGUAGE } from './unrelated-texts-by-language.js';
import { UNRELATED_QUESTIONS } from './unrelated-texts.js';

it.each([
  ['Wo arbeitet Emre?', 'de'],
  ['Combien coûte le menu ?', 'fr'],
  ['¿Dónde trabajo?', 'es'],
  ['Quando scade il mio passaporto?', 'it'],
  ['Quando expira o meu passaporte?', 'pt'],
  ['Hoeveel ben ik de tandarts nog schuldig?', 'nl'],
  ['Кто такой John Smith?', 'ru'],
  ['Де мій паспорт?', 'ru'],
  ['小罗的工资是多少?', 'zh'],
  ['在宅勤務は週に何日ですか?', 'ja'],
  ['Where is the die that I cast in Hamburg?', undefined],
  ["Anna's, Bob's and Chris's", undefined],
  ['Who is 小罗?', undefined],
  ['Rex', undefined],
  ['12 34', undefined],
  ['', undefined],
])('%j is in %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});

it('tells almost all of our own texts', () => {
  const texts = Object.entries(UNRELATED_BY_LANGUAGE).flatMap(
    ([language, { questions, statements }]) =>
      [...questions, ...statements].map((text) => [text, language] as const),
  );
  const told = texts.filter(([text, language]) => languageOf(text) === language);
  expect(told.length).toBeGreaterThan(0.9 * texts.length);
  const english = UNRELATED_QUESTIONS.filter((text) => languageOf(text) === undefined);
  expect(english.length).toBeGreaterThan(0.9 * UNRELATED_QUESTIONS.length);
});
