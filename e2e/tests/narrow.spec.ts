import { expect, test } from '../support/test.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('at 390 px the chats are a drawer and nothing sticks out', async ({ chat, fake, page }) => {
  fake.behave({
    kind: 'answer',
    text: `A long word ${'x'.repeat(200)} and\n\n\`\`\`\n${'code '.repeat(80)}\n\`\`\`\n\n| a | b |\n|---|---|\n| ${'y'.repeat(90)} | 2 |`,
  });
  await chat.open();
  const chats = page.getByRole('navigation', { name: 'Chats' });
  await expect(chats).toBeHidden();
  await chat.ask('A chat on the phone.');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
  await expect(chat.composer).toBeInViewport({ ratio: 1 });

  await page.getByRole('button', { name: 'Open chats' }).click();
  await expect(chats).toBeVisible();
  await chat.newChat.click();
  await expect(chats).toBeHidden();
  await expect(chat.emptyState).toBeVisible();

  await page.getByRole('button', { name: 'Open chats' }).click();
  await chat.link('A chat on the phone.').click();
  await expect(chats).toBeHidden();
  await expect(chat.questions).toHaveCount(1);
});

test('what can be touched is large enough', async ({ chat, page }) => {
  await chat.open();
  await chat.ask('My cat is called Miro.');
  await page.getByRole('button', { name: 'Open chats' }).click();
  await chat.startNew();
  await chat.ask('What is my cat called?');
  for (const target of [
    chat.sendButton,
    chat.memoryChip(chat.answers.last()),
    page.getByRole('button', { name: 'Open chats' }),
    page.getByRole('button', { name: 'Conversation options' }),
  ]) {
    const box = await target.boundingBox();
    expect(box?.height, String(target)).toBeGreaterThanOrEqual(40);
  }
});
