import type { FakeOpenAiServer } from '../../backend/test/support/fake-openai-server.ts';
import { ChatPage } from '../support/chat-page.ts';
import { expect, test } from '../support/test.ts';

const ANSWER = 'One two three four five.';

/** Opens the chat and asks for an answer that the model holds in its middle. */
async function halfAnAnswer(chat: ChatPage, fake: FakeOpenAiServer): Promise<void> {
  fake.behave({ kind: 'answer', text: ANSWER, holdAfter: 3 });
  await chat.open();
  await chat.send('Count to five.');
  await expect(chat.answers.last()).toContainText('One two three');
}

test('a second tab follows the running answer, from its beginning', async ({
  chat,
  context,
  fake,
  page,
}) => {
  await halfAnAnswer(chat, fake);

  const second = new ChatPage(await context.newPage());
  await second.open(new URL(page.url()).pathname);
  await expect(second.answers.last()).toContainText('One two three');
  await expect(second.stopButton).toBeVisible();
  fake.release();
  for (const tab of [chat, second]) {
    await expect(tab.answers.last()).toContainText(ANSWER);
    await expect(tab.sendButton).toBeVisible();
    await expect(tab.questions).toHaveCount(1);
  }
});

test('a tab that is open already shows what is said in the other, live', async ({
  chat,
  context,
  fake,
  page,
}) => {
  fake.behave({ kind: 'answer', text: ANSWER, holdAfter: 3 });
  fake.next({ kind: 'answer', text: 'Hello.' });
  await chat.open();
  await chat.ask('Hello?');
  const second = new ChatPage(await context.newPage());
  await second.open(new URL(page.url()).pathname);
  await expect(second.answers).toHaveCount(1);

  await chat.send('Count to five.');
  await expect(second.questions.last()).toContainText('Count to five.');
  await expect(second.answers.last()).toContainText('One two three');
  // Either of them can stop it.
  await second.stopButton.click();
  for (const tab of [chat, second])
    await expect(tab.answers.last()).toContainText('You stopped this answer.');
});

test('a lost network is said quietly, and nothing of the answer is lost', async ({
  chat,
  context,
  fake,
  page,
}) => {
  await halfAnAnswer(chat, fake);
  const answer = chat.answers.last();

  await context.setOffline(true);
  await expect(page.getByRole('img', { name: 'Connecting again' })).toBeVisible();
  await expect(answer).toContainText('One two three');
  // It goes on without a reader.
  fake.release();
  await expect(page.getByRole('img', { name: 'Connecting again' })).toBeVisible();
  await context.setOffline(false);

  await expect(answer).toContainText(ANSWER);
  await expect(page.getByText(/Connecting again|does not answer/)).toHaveCount(0);
  await expect(chat.sendButton).toBeVisible();
  await expect(chat.questions).toHaveCount(1);
});

test('Continue goes on with an answer that broke off', async ({ chat, fake, page }) => {
  fake.next({ kind: 'cut', afterTokens: 3 });
  await chat.open();
  await chat.send('Anything.');
  const answer = chat.answers.last();
  await expect(chat.retryButton).toBeVisible();
  fake.behave({ kind: 'answer', text: 'and here is the rest.' });

  await page.getByRole('button', { name: 'Continue', exact: true }).click();

  const whole = 'A scripted answer, and here is the rest.';
  await expect(answer).toContainText(whole);
  await expect(chat.retryButton).toBeHidden();
  await page.reload();
  await expect(chat.answers).toHaveCount(1);
  await expect(answer).toContainText(whole);
});
