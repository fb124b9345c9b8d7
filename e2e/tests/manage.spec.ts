import { expect, test } from '../support/test.ts';

test.beforeEach(async ({ chat }) => {
  await chat.open();
  await chat.ask('A chat to manage.');
});

test('a chat is renamed, and stays so', async ({ chat, page }) => {
  await chat.chooseOption('Rename');
  const dialog = page.getByRole('dialog', { name: 'Rename chat' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('A better name');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A better name');
  await page.reload();
  await expect(chat.link('A better name')).toBeVisible();
});

test('a chat is deleted only after a question', async ({ chat, page }) => {
  await chat.chooseOption('Delete');
  await chat.confirm('Keep');
  await expect(chat.questions).toHaveCount(1);
  await chat.chooseOption('Delete');
  await chat.confirm('Delete');
  await expect(page).toHaveURL(/\/$/);
  await expect(chat.link('A chat to manage.')).toHaveCount(0);
});

test('a conversation is cleared only after a question, and the chat stays', async ({
  chat,
  page,
}) => {
  await chat.chooseOption('Clear conversation');
  await chat.confirm('Keep');
  await expect(chat.questions).toHaveCount(1);
  await chat.chooseOption('Clear conversation');
  await chat.confirm('Clear');
  await expect(chat.questions).toHaveCount(0);
  await page.reload();
  await expect(chat.link('A chat to manage.')).toBeVisible();
  await expect(chat.questions).toHaveCount(0);
});

test('an answer is copied', async ({ chat, context, fake, page }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  fake.behave({ kind: 'answer', text: 'Some **bold** words.' });
  const answer = await chat.ask('Anything.');
  await answer.getByRole('button', { name: 'Copy message' }).click();
  await expect(answer.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Some **bold** words.');
});
