import { isStandingInstruction } from './standing-instruction.js';

it.each([
  'Always format code with syntax highlighting when I ask about implementation details.',
  'From now on, call me Max.',
  'Please never use emojis.',
  'I am vegetarian. When I ask for a recipe, leave out the meat.',
  'Bitte antworte kurz. Immer auf Deutsch!',
  'Siempre responde en español.',
])('takes %j for an instruction that holds from then on', (text) => {
  expect(isStandingInstruction(text)).toBe(true);
});

it.each([
  'Never heard of it.',
  'I love tea, always have.',
  'Should I always use semicolons?',
  'My train is always late.',
  `Always answer in French. ${'And more of it. '.repeat(30)}`,
])('takes %j for something else', (text) => {
  expect(isStandingInstruction(text)).toBe(false);
});
