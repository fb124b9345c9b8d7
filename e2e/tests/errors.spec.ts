import { expect, test } from '../support/test.ts';

const QUESTION = 'Is anybody there?';

for (const { status, words } of [
  { status: 401, words: /key/ },
  { status: 404, words: /model/ },
  { status: 429, words: /busy|slow down|moment/ },
  { status: 500, words: /failed|did not|again/ },
]) {
  test(`a model that answers ${status} is said in words, and Retry works`, async ({
    chat,
    fake,
    page,
  }) => {
    fake.behave({ kind: 'status', status, retryAfter: '1' });
    await chat.open();
    await chat.send(QUESTION);
    const answer = chat.answers.last();
    await expect(chat.retryButton).toBeVisible();
    await expect(answer).toContainText(words);
    await expect(answer).not.toContainText(/Error:|undefined|\{/);
    await page.reload();
    await expect(chat.questions).toHaveText(/Is anybody there\?/);
    await expect(answer).toContainText(words);

    fake.behave({ kind: 'answer', text: 'Yes, here.' });
    await chat.retryButton.click();

    await expect(answer).toContainText('Yes, here.');
    await expect(chat.retryButton).toBeHidden();
    await expect(chat.questions).toHaveCount(1);
    await page.reload();
    await expect(chat.answers).toHaveCount(1);
    await expect(answer).toContainText('Yes, here.');
  });
}

test('a model that is not there is said in words, and Retry works once it is', async ({
  chat,
  fake,
}) => {
  await chat.open();
  await fake.stop();
  try {
    await chat.send(QUESTION);
    await expect(chat.retryButton).toBeVisible({ timeout: 30_000 });
    await expect(chat.answers.last()).toContainText(/no model server|did not answer/);
  } finally {
    await fake.comeBack();
  }
  fake.behave({ kind: 'answer', text: 'Back again.' });
  await chat.retryButton.click();
  await expect(chat.answers.last()).toContainText('Back again.');
});

test('an answer that breaks off keeps its text and offers Retry', async ({ chat, fake }) => {
  fake.next({ kind: 'cut', afterTokens: 3 });
  await chat.open();
  await chat.send(QUESTION);
  await expect(chat.retryButton).toBeVisible();
  await expect(chat.answers.last()).toContainText('A scripted answer,');
});

test('an answer at its length limit says so', async ({ chat, fake }) => {
  fake.behave({ kind: 'answer', finish: 'length' });
  await chat.open();
  await expect(await chat.ask(QUESTION)).toContainText('reached the length');
});

test('without a connection the message comes back into the composer', async ({ chat, context }) => {
  await chat.open();
  await chat.ask('Hello.');
  await context.setOffline(true);
  await chat.send(QUESTION);
  await expect(chat.composer).toHaveValue(QUESTION);
  await expect(chat.questions).toHaveCount(1);
  await context.setOffline(false);
  await expect(async () => {
    await chat.composer.press('Enter');
    await expect(chat.questions).toHaveCount(2, { timeout: 1000 });
  }).toPass();
  await expect(chat.questions.last()).toContainText(QUESTION);
});
