import { expect, test } from '../support/test.ts';

test('without a model the page says so, and how to connect one', async ({ chat, page }) => {
  await chat.open();
  const banner = page.getByText('No model is connected');
  await expect(banner).toBeVisible();
  await banner.click();
  await expect(page.getByText('OPENAI_BASE_URL')).toBeVisible();
});

test('it answers from memory alone, honestly', async ({ chat, fake }) => {
  await chat.open();
  const first = await chat.ask('What is my horse called?');
  await expect(first).toContainText(/nothing|not .*(yet|remember|told)/i);
  await expect(chat.memoryChip(first)).toBeHidden();

  await chat.startNew();
  await chat.ask('My horse is called Juniper.');
  await chat.startNew();
  const recalled = await chat.ask('What is my horse called?');
  await expect(recalled).toContainText('Juniper');
  await expect(chat.memoryChip(recalled)).toBeVisible();
  expect(fake.calls).toBe(0);
});
