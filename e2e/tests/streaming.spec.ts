import { expect, test } from '../support/test.ts';

const ANSWER = 'One two three four five.';

test('an answer is shown while it comes', async ({ chat, fake, page }) => {
  fake.behave({ kind: 'silence' });
  await chat.open();
  await chat.send('Count to five.');
  await expect(chat.questions).toHaveText(/Count to five\./);
  await expect(page.getByRole('img', { name: /^Waiting for/ })).toBeVisible();
  await expect(chat.composer).toHaveValue('');
  await expect(chat.composer).toBeFocused();
  await chat.stopButton.click();
  await expect(chat.sendButton).toBeVisible();

  fake.behave({ kind: 'answer', text: ANSWER, holdAfter: 3 });
  await chat.send('Count to five again.');
  const answer = chat.answers.last();
  await expect(answer).toContainText('One two three');
  await expect(answer).not.toContainText('four');
  await expect(chat.stopButton).toBeVisible();
  fake.release();
  await expect(answer).toContainText(ANSWER);
  await expect(chat.sendButton).toBeVisible();
});

test('Stop ends the answer at the model and keeps its text', async ({ chat, fake, page }) => {
  fake.behave({ kind: 'answer', text: ANSWER, holdAfter: 3 });
  await chat.open();
  const before = fake.closedSockets;
  await chat.send('Count to five.');
  const answer = chat.answers.last();
  await expect(answer).toContainText('One two three');

  await chat.stopButton.click();

  await expect(answer).toContainText('You stopped this answer.');
  await expect.poll(() => fake.closedSockets).toBe(before + 1);
  await page.reload();
  await expect(answer).toContainText('One two three');
  await expect(answer).toContainText('You stopped this answer.');
  await expect(answer).not.toContainText('four');
});

test('a reload during an answer shows it live', async ({ chat, fake, page }) => {
  fake.behave({ kind: 'answer', text: ANSWER, holdAfter: 3 });
  await chat.open();
  await chat.send('Count to five.');
  const answer = chat.answers.last();
  await expect(answer).toContainText('One two three');

  await page.reload();

  await expect(answer).toContainText('One two three');
  await expect(chat.stopButton).toBeVisible();
  fake.release();
  await expect(answer).toContainText(ANSWER);
  await expect(chat.questions).toHaveCount(1);
  await expect(chat.answers).toHaveCount(1);
  await expect(chat.retryButton).toBeHidden();
});

test('an answer goes on while another chat is open', async ({ chat, fake, page }) => {
  fake.next({ kind: 'answer', text: ANSWER, holdAfter: 3 });
  await chat.open();
  await chat.send('Count to five.');
  await expect(chat.answers.last()).toContainText('One two three');
  await chat.startNew();
  await chat.ask('And here?');
  fake.release();
  await chat.link('Count to five.').click();
  await expect(chat.answers.last()).toContainText(ANSWER);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Count to five.');
});

test('long answers are followed to their end, until the reader scrolls up', async ({
  chat,
  fake,
  page,
}) => {
  const lines = Array.from({ length: 120 }, (_, index) => `Line ${index + 1}.`);
  fake.behave({ kind: 'answer', text: lines.join('\n\n'), holdAfter: 160 });
  await chat.open();
  await chat.send('Many lines, please.');
  await expect(chat.answers.getByText('Line 80.', { exact: true })).toBeInViewport();

  await page.getByRole('region', { name: 'Messages' }).hover();
  await page.mouse.wheel(0, -2000);
  await expect(chat.answers.getByText('Line 80.', { exact: true })).not.toBeInViewport();
  fake.release();
  await expect(chat.sendButton).toBeVisible();
  await expect(chat.answers.getByText('Line 120.', { exact: true })).not.toBeInViewport();
  await page.getByRole('button', { name: 'To the latest' }).click();
  await expect(chat.answers.getByText('Line 120.', { exact: true })).toBeInViewport();
});
