import { asksForThePresent, speaksOfChange } from './present-and-change.js';

it.each([
  ['How many problems have I solved?', true],
  ['Where do I live now?', true],
  ['What is my budget?', true],
  ['What’s my best time?', true],
  ['What should the needle stand at?', true],
  ['Where did I live in 2020?', false],
  ['How long did it take?', false],
  ['How has my score improved over time?', false],
  ['Can you list the order of events?', false],
  ['Wo wohne ich?', true],
  ['Wie hoch ist unsere Warmmiete?', true],
  ['Wo habe ich früher gewohnt?', false],
  ['Was war im Paket?', false],
  ['Was haben wir gestern gekauft?', false],
  ['Combien coûte le menu ?', true],
  ['Combien coûtait le menu avant ?', false],
  ['¿Dónde trabajo?', true],
  ['¿Cuánto costó el libro?', false],
  ['¿Qué me recomendaste?', false],
  ['На какую ставку работает Катя?', true],
  ['Сколько стоила крыша?', false],
  ['小罗的工资是多少?', true],
  ['我上次买了什么?', false],
  ['レッスンは何曜日ですか?', true],
  ['先週何を買いましたか?', false],
  ['Ich wohne in Köln.', false],
])('%j asks for the present: %s', (question, present) => {
  expect(asksForThePresent(question)).toBe(present);
});

it.each([
  'I moved to Oslo.',
  'we raised the limit again',
  'change of plan: a greenhouse instead',
  'rent goes up to 2,460',
  'Wir zahlen jetzt 1.035 warm.',
  'Er wechselt ab Januar zum Rundfunk.',
  'On passe le menu à 32 euros dès octobre.',
  'Ya no me levanto a las seis.',
  'Теперь работаю на полную ставку.',
  '工资涨到五千二了。',
  '六月から在宅は週二日になりました。',
])('%j speaks of a change', (statement) => {
  expect(speaksOfChange(statement)).toBe(true);
});

it.each([
  'I live in Rome.',
  'Wir zahlen 980 warm.',
  'Le menu coûte 29 euros.',
  'El examen es en noviembre.',
  'Катя работает лаборантом.',
  '工资四千五加午饭。',
  '在宅勤務は週三日です。',
])('%j does not', (statement) => {
  expect(speaksOfChange(statement)).toBe(false);
});
