import { expect, test } from '../support/test.ts';

test('nothing is sent when nothing is written', async ({ api, chat }) => {
  await chat.open();
  await expect(chat.sendButton).toBeDisabled();
  await chat.send(' \n ');
  await expect(chat.sendButton).toBeDisabled();
  await expect(chat.questions).toHaveCount(0);
  expect((await api.call('GET', '/api/sessions')).body).toMatchObject({ items: [] });
});

test('a message of 100 kB is refused in words and comes back whole', async ({ chat, page }) => {
  await chat.open();
  await chat.ask('A short one.');
  const long = 'word '.repeat(20_000).trim();
  await chat.send(long);
  await expect(page.getByText('That message is too long')).toBeVisible();
  await expect(chat.composer).toHaveValue(long);
  await expect(chat.questions).toHaveCount(1);
  await page.reload();
  await expect(chat.questions).toHaveCount(1);
});

test('Shift+Enter breaks the line, Enter sends', async ({ chat }) => {
  await chat.open();
  await chat.composer.pressSequentially('one');
  await chat.composer.press('Shift+Enter');
  await chat.composer.pressSequentially('two');
  await expect(chat.composer).toHaveValue('one\ntwo');
  await chat.composer.press('Enter');
  await expect(chat.questions).toContainText('one\ntwo', { useInnerText: true });
});

test('what a person writes is shown as written', async ({ chat, page }) => {
  await chat.open();
  const text = '<b>not bold</b> & **not bold either** <script>window.hacked = true</script>';
  await chat.ask(text);
  await expect(chat.questions).toContainText(text);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
});
