import { expect, test } from '../support/test.ts';

const AWAY = 'Memory is searched by words only for now: the embedding model does not answer.';

test('an embedder that is away is said at the answer and above the chat, until it is back', async ({
  chat,
  fake,
  page,
}) => {
  await chat.open();
  await chat.ask('My goat is called Hector.');
  fake.embeddings.behave({ kind: 'status', status: 503 });

  await chat.startNew();
  const without = await chat.ask('What is my goat called?');
  await expect(without).toContainText('Hector');
  await expect(without).toContainText('since the embedding model did not answer');
  const banner = page.getByText(AWAY);
  await expect(banner).toBeVisible({ timeout: 30_000 });
  await banner.click();
  await expect(page.getByText('what is said meanwhile is found by its words')).toBeVisible();

  fake.embeddings.behave({ kind: 'embed' });
  await expect(banner).toBeHidden({ timeout: 30_000 });
  await chat.startNew();
  const again = await chat.ask('And what is the name of my goat?');
  await expect(again).toContainText('Hector');
  await expect(again).not.toContainText('did not answer');
});

test('a model that is away is said at the answer and above the chat, until it is back', async ({
  chat,
  fake,
  page,
}) => {
  await chat.open();
  await chat.ask('My goose is called Gwendolyn.');
  fake.behave({ kind: 'status', status: 503 });

  await chat.startNew();
  const quoted = await chat.ask('What is my goose called?');
  await expect(quoted).toContainText('Gwendolyn');
  await expect(quoted).toContainText('No model answered this time');
  const banner = page.getByText('answers are quotes from memory');
  await expect(banner).toBeVisible({ timeout: 30_000 });

  fake.behave({ kind: 'answer', text: 'Here I am again.' });
  await expect(banner).toBeHidden({ timeout: 30_000 });
  await chat.startNew();
  const again = await chat.ask('And are you there?');
  await expect(again).toContainText('Here I am again.');
  await expect(again).not.toContainText('No model answered');
});
