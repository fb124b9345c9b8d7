import { gzipSync } from 'node:zlib';
import { expect, test } from '../support/test.ts';

const line = (id: string, text: string, role = 'user'): string =>
  JSON.stringify({ session: 'Old walks', id, role, at: '2024-06-02T09:00:00Z', text });

const LINES = [
  line('1', 'My dog Rex is afraid of thunder.'),
  line('2', 'Poor Rex.', 'assistant'),
  line('3', 'Nobody says this.', 'narrator'),
];

const aFile = (name: string, buffer: Buffer) => ({ name, mimeType: '', buffer });
const plain = aFile('walks.ndjson', Buffer.from(LINES.join('\n')));

test('what was said elsewhere is taken in, remembered, and never doubled', async ({
  chat,
  page,
}) => {
  await chat.open();
  // Imports of earlier tests stay listed.
  const listed = page.waitForResponse('**/api/import?*');
  await page.getByRole('link', { name: /Import my history/ }).click();
  const { items } = (await (await listed).json()) as { items: unknown[] };
  const field = page.getByLabel(/Choose a file/);
  const cards = page.locator('mc-import-card');
  await expect(cards).toHaveCount(items.length);
  await field.setInputFiles(plain);
  await expect(cards).toHaveCount(items.length + 1);
  await expect(cards.first()).toContainText('2 messages taken in.', { timeout: 30_000 });
  await cards.first().getByText('1 line could not be taken').click();
  await expect(cards.first()).toContainText(/Line 3: .+ unknown_role/);

  await field.setInputFiles(aFile('walks.ndjson.gz', gzipSync(plain.buffer)));
  await expect(cards).toHaveCount(items.length + 2);
  await expect(cards.first()).toContainText('2 messages taken in.', { timeout: 30_000 });
  await expect(chat.link('My dog Rex is afraid of thunder.')).toHaveCount(1);

  await cards.first().getByRole('button', { name: 'Personal' }).click();
  await expect(chat.emptyState).toBeVisible();
  const answer = await chat.ask('What is my dog afraid of?');
  await expect(chat.memoryChip(answer)).toHaveText('1 memory');
  await chat.memoryChip(answer).click();
  await expect(page.getByRole('dialog')).toContainText('in June 2024');
});

test('a file of another kind is not sent, and is told what it should be', async ({ page }) => {
  let sent = 0;
  await page.route('**/api/import', (route) => {
    sent++;
    return route.continue();
  });
  await page.goto('/');
  await page.getByRole('link', { name: 'Import from elsewhere' }).click();
  await page.getByLabel(/Choose a file/).setInputFiles(aFile('photo.png', Buffer.from('PNG')));
  await expect(page.getByRole('alert')).toContainText(
    '“photo.png” is neither .ndjson nor .ndjson.gz',
  );
  await expect(page.getByText('A line of JSON for each message')).toBeVisible();
  expect(sent).toBe(0);
});

test('a connection that breaks under a dropped file is said, with what to do', async ({ page }) => {
  await page.route('**/api/import', (route) => route.abort());
  await page.goto('/import');
  const dataTransfer = await page.evaluateHandle((text) => {
    const held = new DataTransfer();
    held.items.add(new File([text], 'walks.ndjson'));
    return held;
  }, LINES.join('\n'));
  await page.locator('label.field').dispatchEvent('drop', { dataTransfer });
  await expect(page.getByRole('alert')).toContainText('nothing comes twice');
});
