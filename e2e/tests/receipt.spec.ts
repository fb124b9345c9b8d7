import { expect, test } from '../support/test.ts';

const FACT = 'My sister Ada grows orchids in Lisbon.';
const QUESTION = 'What does my sister grow?';

test('an answer shows all that it was made from, and where that was said', async ({
  chat,
  context,
  page,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await chat.open();
  await chat.ask(FACT);
  await chat.startNew();
  const answer = await chat.ask(QUESTION);
  await answer.getByRole('button', { name: 'What this answer was made from' }).click();
  const sheet = page.getByRole('dialog', { name: 'What this answer was made from' });
  await expect(sheet.getByRole('blockquote')).toHaveText(FACT);
  await expect(sheet).toContainText('Written by fake-model.');
  await expect(sheet.getByRole('term').first()).toBeVisible();

  await sheet.getByText(/^All that was sent/).click();
  await expect(sheet.locator('pre').last()).toContainText(QUESTION);
  await sheet.getByRole('button', { name: 'Copy all that was sent' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('[system]');
  expect(copied).toContain(FACT);
  expect(copied.trimEnd()).toMatch(new RegExp(`${QUESTION.replace('?', '\\?')}$`));

  await sheet.getByRole('link', { name: /My sister Ada/ }).click();
  await expect(sheet).toBeHidden();
  await expect(chat.questions.filter({ hasText: FACT })).toBeInViewport();
});

test('a receipt that cannot be fetched says so, and is fetched again', async ({ chat, page }) => {
  await chat.open();
  const answer = await chat.ask(FACT);
  await page.route('**/receipt', (route) => route.abort());
  await answer.getByRole('button', { name: 'What this answer was made from' }).click();
  const sheet = page.getByRole('dialog', { name: 'What this answer was made from' });
  await expect(sheet).toContainText('Memocha does not answer.');
  await page.unroute('**/receipt');
  await sheet.getByRole('button', { name: 'Try again' }).click();
  await expect(sheet).toContainText('Memories sent');
});

test('what is outdated is marked with the date of what came later, after a reload as well', async ({
  chat,
  page,
}) => {
  const later = 'By today I solved 12 problems of geometry.';
  await chat.open();
  await chat.ask('I have solved 8 problems of geometry.');
  await chat.startNew();
  await chat.ask(later);
  await chat.startNew();
  await chat.ask('How many problems of geometry have I solved?');
  await page.reload();
  const answer = chat.answers.last();
  const words = new RegExp(`^Outdated by a later statement\\s*today\\s*${later}$`);
  await chat.memoryChip(answer).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.locator('.outdated')).toHaveText(words);
  await sheet.getByRole('button', { name: 'Close' }).click();
  await answer.getByRole('button', { name: 'What this answer was made from' }).click();
  await expect(sheet.locator('.outdated')).toHaveText(words);
});
