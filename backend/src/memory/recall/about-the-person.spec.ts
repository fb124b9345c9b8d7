import { asksAboutThePerson } from './about-the-person.js';

it.each([
  'What do you know about me?',
  'Tell me everything you remember about me',
  'who am I',
  'What have I told you so far?',
  'Was weißt du über mich?',
  'Que sais-tu de moi ?',
  '¿Qué sabes de mí?',
])('takes %j for a question about the person', (text) => {
  expect(asksAboutThePerson(text)).toBe(true);
});

it.each([
  'What is my dog called?',
  'Do you know about medicine?',
  'Remember that my mother likes tea',
  'What do you know about Rome?',
  '¿Qué sabes de mi perro?',
  `What do you know about me? ${'And more of it. '.repeat(10)}`,
])('takes %j for something else', (text) => {
  expect(asksAboutThePerson(text)).toBe(false);
});
