import { expect, test } from '../support/test.ts';

const FACT = 'My sister Ada grows orchids in Lisbon.';
const QUESTION = 'What does my sister grow?';

test('what was said in one space is recalled there and in no other', async ({
  chat,
  fake,
  page,
  spaces,
}) => {
  await chat.open();
  await spaces.create('Work');
  await expect(chat.emptyState).toBeVisible();
  await chat.ask(FACT);
  await expect(chat.link(FACT)).toBeVisible();

  await spaces.choose('Personal');
  await expect(chat.link(FACT)).toHaveCount(0);
  const elsewhere = await chat.ask(QUESTION);
  await expect(chat.memoryChip(elsewhere)).toBeHidden();
  expect(JSON.stringify(fake.lastRequest)).not.toContain('orchids');

  await spaces.choose('Work');
  await expect(chat.link(QUESTION)).toHaveCount(0);
  await page.reload();
  await expect(spaces.shows('Work')).toBeVisible();
  const answer = await chat.ask(QUESTION);
  await expect(chat.memoryChip(answer)).toHaveText('1 memory');
  await expect(answer).toContainText('orchids');
});

test('a chat that moves takes along what is remembered from it', async ({
  api,
  chat,
  page,
  spaces,
}) => {
  await api.call('POST', '/api/spaces', { name: 'Family' });
  await chat.open();
  await chat.ask(FACT);
  await page.getByRole('button', { name: 'Conversation options' }).click();
  await page.getByRole('menuitem', { name: 'Move to space' }).click();
  await page.getByRole('menuitem', { name: 'Family' }).click();
  await expect(page.getByText('with what was remembered from it')).toBeVisible();
  await expect(spaces.shows('Family')).toBeVisible();
  await expect(chat.link(FACT)).toBeVisible();

  await chat.startNew();
  await expect(chat.memoryChip(await chat.ask(QUESTION))).toHaveText('1 memory');
  await spaces.choose('Personal');
  await expect(chat.link(FACT)).toHaveCount(0);
  await expect(chat.memoryChip(await chat.ask(QUESTION))).toBeHidden();
});

test('a link to a chat of another space shows that space', async ({ chat, page, spaces }) => {
  await chat.open();
  await chat.ask(FACT);
  const told = page.url();
  await spaces.create('Work');
  await page.goto(told);
  await expect(spaces.shows('Personal')).toBeVisible();
  await expect(chat.link(FACT)).toBeVisible();
});

test('by keyboard alone a space is made, renamed, and deleted after a question', async ({
  chat,
  page,
  spaces,
}) => {
  const { keyboard } = page;
  const choose = async (item: string) => {
    await chat.tabTo(spaces.button, 'backwards');
    await keyboard.press('Enter');
    await page.getByRole('menuitem', { name: item, exact: true }).press('Enter');
  };
  await chat.open();
  await choose('New space');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await keyboard.type('Chess');
  await keyboard.press('Enter');
  await expect(spaces.shows('Chess')).toBeVisible();
  await chat.ask('I open with the queen’s gambit.');

  await choose('Rename Chess');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await keyboard.type('Chess club');
  await keyboard.press('Enter');
  await expect(spaces.shows('Chess club')).toBeVisible();
  await expect(chat.link('I open with the queen’s gambit.')).toBeVisible();

  await choose('Delete Chess club');
  await expect(page.getByRole('alertdialog')).toContainText(
    '“Chess club” goes with its chat and everything remembered from there.',
  );
  await chat.confirm('Delete');
  await expect(spaces.shows('Personal')).toBeVisible();
  await expect(chat.emptyState).toBeVisible();
  await spaces.button.press('Enter');
  await expect(page.getByRole('menuitemradio')).toHaveCount(1);
  await expect(page.getByRole('menuitem', { name: /^Delete/ })).toHaveCount(0);
});
