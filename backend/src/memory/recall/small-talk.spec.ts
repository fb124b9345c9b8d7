import { isSmallTalk } from './small-talk.js';

it.each([
  'Thanks!',
  'thank you so much 😀',
  'Hello there',
  'good morning',
  'ok',
  'Got it, thanks.',
  'How are you?',
  'Danke schön!',
  'Alles klar, tschüss',
  'Merci beaucoup',
  'Buenos días',
  'grazie mille',
  'Спасибо большое',
  '谢谢',
  'ありがとうございます',
])('takes %j for small talk', (text) => {
  expect(isSmallTalk(text)).toBe(true);
});

it.each([
  'Thanks, what was my dog called?',
  'Is it you?',
  'What is that?',
  'Rex',
  'good restaurants',
  'my friend',
  '你好吗，我的狗叫什么',
  '',
  '👍',
])('takes %j for something else', (text) => {
  expect(isSmallTalk(text)).toBe(false);
});
