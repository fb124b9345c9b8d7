import { expect, test } from '../support/test.ts';

test('a whole visit by keyboard alone', async ({ chat, page }) => {
  const keyboard = page.keyboard;
  await page.goto('/');
  await expect(chat.composer).toBeFocused();
  await keyboard.type('My boat is called Aurora.');
  await keyboard.press('Enter');
  await expect(chat.answers.last().getByRole('button', { name: 'Copy message' })).toBeVisible();

  await chat.tabTo(chat.newChat, 'backwards');
  await keyboard.press('Enter');
  await expect(chat.emptyState).toBeVisible();
  await expect(chat.composer).toBeFocused();
  await keyboard.type('What is my boat called?');
  await keyboard.press('Enter');
  const chip = chat.memoryChip(chat.answers.last());
  await expect(chip).toBeVisible();

  await chat.tabTo(chip, 'backwards');
  await keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Remembered for this answer' });
  await expect(sheet).toBeVisible();
  await expect(sheet.locator(':focus')).toHaveCount(1);
  await keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(chip).toBeFocused();

  await chat.tabTo(page.getByRole('button', { name: 'Conversation options' }), 'backwards');
  await keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Rename' }).waitFor();
  await keyboard.press('Enter');
  const title = page.getByRole('textbox', { name: 'Title' });
  await expect(title).toBeFocused();
  await keyboard.type('Boats');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Boats');
});

test('Escape stops an answer, and closes a dialog without stopping it', async ({
  chat,
  fake,
  page,
}) => {
  fake.behave({ kind: 'answer', text: 'One two three four.', holdAfter: 2 });
  await chat.open();
  await chat.send('Count.');
  await expect(chat.answers.last()).toContainText('One two');
  await chat.chooseOption('Rename');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(chat.stopButton).toBeVisible();
  // The tooltip of the button that has the focus back is closed first, where it has come by then.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(chat.answers.last()).toContainText('You stopped this answer.', { timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
});

test('every stop on the way is visible', async ({ chat, page }) => {
  await chat.open();
  await chat.ask('Something.');
  for (let stop = 0; stop < 25; stop++) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === null || at === document.body) return 'nothing';
      const { outlineStyle, boxShadow } = getComputedStyle(at);
      const own = outlineStyle !== 'none' || boxShadow !== 'none';
      const around = at.closest('form, label, mc-composer, .search');
      const shown = around !== null && getComputedStyle(around).outlineStyle !== 'none';
      return own || shown || at.matches('textarea, input') ? '' : at.outerHTML.slice(0, 200);
    });
    if (seen === 'nothing') break;
    expect(seen, 'an element with focus and no sign of it').toBe('');
  }
});
