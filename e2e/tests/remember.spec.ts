import { textOf } from '../../backend/test/support/fake-behaviour.ts';
import { expect, test } from '../support/test.ts';

const FACT = 'My sister Ada grows orchids in Lisbon.';
const QUESTION = 'What does my sister grow?';

test('what was told in one chat is recalled in another, with its source', async ({
  chat,
  fake,
  page,
}) => {
  await chat.open();
  await chat.ask(FACT);
  const told = page.url();

  await chat.startNew();
  const answer = await chat.ask(QUESTION);

  await expect(answer).toContainText('orchids in Lisbon');
  const prompt = fake.lastRequest?.messages.map(textOf).join('\n');
  expect(prompt).toContain(FACT);

  const chip = chat.memoryChip(answer);
  await expect(chip).toHaveText('1 memory');
  await chip.click();
  const sheet = page.getByRole('dialog', { name: 'Remembered for this answer' });
  await expect(sheet).toContainText(FACT);
  await expect(sheet).toContainText('today');

  await sheet.getByRole('link', { name: /My sister Ada/ }).click();
  await expect(sheet).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`^${told}#m-`));
  await expect(chat.questions.filter({ hasText: FACT })).toBeInViewport();
});

test('the memory is still there after a reload', async ({ chat, page }) => {
  await chat.open();
  await chat.ask(FACT);
  await chat.startNew();
  await chat.ask(QUESTION);
  await page.reload();
  await expect(chat.memoryChip(chat.answers.last())).toHaveText('1 memory');
});

test('a deleted chat is not remembered', async ({ chat, fake }) => {
  await chat.open();
  await chat.ask(FACT);
  await chat.chooseOption('Delete');
  await chat.confirm('Delete');
  await expect(chat.emptyState).toBeVisible();

  const answer = await chat.ask(QUESTION);

  await expect(chat.memoryChip(answer)).toBeHidden();
  expect(JSON.stringify(fake.lastRequest)).not.toContain('orchids');
});
