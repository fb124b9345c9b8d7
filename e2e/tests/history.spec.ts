import { randomUUID } from 'node:crypto';
import { expect, test } from '../support/test.ts';

test('a chat is named by its first message, and listed under today', async ({ chat, page }) => {
  await chat.open();
  await chat.ask('How do I prune an apple tree?');
  await expect(page).toHaveURL(/\/c\/[0-9a-f-]{36}$/);
  await expect(page).toHaveTitle('How do I prune an apple tree? · Memocha');
  await expect(page.getByRole('list', { name: 'Today' }).getByRole('link')).toHaveText([
    'How do I prune an apple tree?',
  ]);
});

test('deep links, back and forward lead where they say', async ({ chat, page }) => {
  await chat.open();
  await chat.ask('The first chat.');
  const first = page.url();
  await chat.startNew();
  await chat.ask('The second chat.');
  const second = page.url();

  await page.goto(first);
  await expect(chat.questions).toHaveText(/The first chat\./);
  await chat.link('The second chat.').click();
  await expect(page).toHaveURL(second);
  await expect(chat.questions).toHaveText(/The second chat\./);
  await page.goBack();
  await expect(page).toHaveURL(first);
  await expect(chat.questions).toHaveText(/The first chat\./);
  await page.goForward();
  await expect(chat.questions).toHaveText(/The second chat\./);
});

test('an address that leads nowhere says so and leads on', async ({ chat, page }) => {
  for (const path of [`/c/${randomUUID()}`, '/c/not-an-id']) {
    await page.goto(path);
    await expect(page.getByText('This chat is not here.')).toBeVisible();
  }
  await page.goto('/nowhere');
  await expect(page.getByText('There is nothing at this address.')).toBeVisible();
  await page.getByRole('link', { name: 'Start a new chat' }).click();
  await expect(chat.emptyState).toBeVisible();
});

test('older messages come when one scrolls up', async ({ api, chat, page }) => {
  const session = await api.createSession();
  for (let turn = 1; turn <= 40; turn++) {
    await api.call('POST', '/api/chat', { sessionId: session, message: `Message ${turn}.` });
  }
  await chat.open(`/c/${session}`);
  await expect(chat.questions.getByText('Message 40.', { exact: true })).toBeInViewport();
  await expect(chat.questions).toHaveCount(25);
  await expect(async () => {
    await page.getByRole('region', { name: 'Messages' }).press('Home');
    await expect(chat.questions.getByText('Message 1.', { exact: true })).toBeInViewport({
      timeout: 500,
    });
  }).toPass();
  await expect(chat.questions).toHaveCount(40);
});

test('chats are found by their title', async ({ chat, page }) => {
  await chat.open();
  await chat.ask('Apples in autumn.');
  await chat.startNew();
  await chat.ask('Bread for Sunday.');
  await page.getByRole('searchbox', { name: 'Search chats' }).fill('appl');
  await expect(chat.link('Apples in autumn.')).toBeVisible();
  await expect(chat.link('Bread for Sunday.')).toBeHidden();
});

test('what was said is found by its words, and leads to where it was said', async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.ask('My bicycle stands behind the mill.');
  await chat.startNew();
  await chat.ask('Bread for Sunday.');
  await page.getByRole('searchbox', { name: 'Search chats' }).fill('bicycle');
  const found = page.getByRole('list', { name: 'In messages' }).getByRole('link');
  await expect(found).toHaveText(/My bicycle stands behind the mill\./);
  await found.click();
  await expect(page).toHaveURL(/\/c\/[^#]+#m-/);
  await expect(chat.questions.getByText('My bicycle stands behind the mill.')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search chats' }).fill('harpsichord');
  await expect(page.getByText('Nothing was said about that.')).toBeVisible();
});
