import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { ChatPage } from '../support/chat-page.ts';
import { SpaceSwitch } from '../support/space-switch.ts';
import { expect, test } from '../support/test.ts';

const RICH_ANSWER =
  '## Title\n\nWords with `code` and a [link](https://example.com/).\n\n> quoted\n\n```ts\nconst x = 1;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |';

async function remembered(chat: ChatPage): Promise<void> {
  await chat.open();
  await chat.ask('My boat is called Aurora.');
  await chat.open();
  await chat.ask('What is my boat called?');
}

/** Each view with the way to it. */
const VIEWS: Readonly<Record<string, (chat: ChatPage, page: Page) => Promise<unknown>>> = {
  'a new chat': (chat) => chat.open(),
  'a conversation': remembered,
  'the memories of an answer': async (chat, page) => {
    await remembered(chat);
    await chat.memoryChip(chat.answers.last()).click();
    await page.getByRole('dialog').waitFor();
  },
  'the receipt of an answer': async (chat, page) => {
    await remembered(chat);
    await chat.answers
      .last()
      .getByRole('button', { name: 'What this answer was made from' })
      .click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText(/^All that was sent/).click();
    await sheet.locator('pre').first().waitFor();
  },
  'the menu of spaces': async (chat, page) => {
    await chat.open();
    await new SpaceSwitch(page).create('Work');
    await page.getByRole('button', { name: 'Space: Work' }).click();
    await page.getByRole('menuitem', { name: 'Delete Work' }).waitFor();
  },
  'importing, with a line that could not be taken': async (_, page) => {
    await page.goto('/import');
    await page.getByText('What the file looks like').click();
    await page.getByLabel(/Choose a file/).setInputFiles({
      name: 'bad.ndjson',
      mimeType: '',
      buffer: Buffer.from('no json\n'),
    });
    await page.getByText('1 line could not be taken').first().click();
  },
  'a chat while meaning is learnt': async (chat, page) => {
    await page.route('**/api/status', async (route) => {
      const status = (await (await route.fetch()).json()) as { indexing: object };
      const indexing = { ...status.indexing, state: 'filling', done: 3, total: 9 };
      await route.fulfill({ json: { ...status, indexing } });
    });
    await chat.open();
    await expect(page.getByRole('progressbar', { name: 'Learning meaning' })).toBeVisible();
  },
  'the menu': async (chat, page) => {
    await remembered(chat);
    await page.getByRole('button', { name: 'Conversation options' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
  },
  'the question before deleting': async (chat, page) => {
    await remembered(chat);
    await chat.chooseOption('Delete');
    await page.getByRole('alertdialog').waitFor();
  },
  renaming: async (chat, page) => {
    await remembered(chat);
    await chat.chooseOption('Rename');
    await page.getByRole('dialog').waitFor();
  },
  'a chat that is not there': async (_, page) => {
    await page.goto('/c/00000000-0000-4000-8000-000000000000');
    await page.getByText('This chat is not here.').waitFor();
  },
  'an address that is not there': async (_, page) => {
    await page.goto('/nowhere');
    await page.getByText('There is nothing at this address.').waitFor();
  },
};

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    // Without motion nothing is half-way through a fade when it is looked at.
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    for (const [view, open] of Object.entries(VIEWS)) {
      test(`no violation in ${view}`, async ({ chat, fake, page }) => {
        fake.behave({ kind: 'answer', text: RICH_ANSWER });
        await open(chat, page);
        await expectNoViolations(page);
      });
    }

    test('no violation in a failed answer and while one runs', async ({ chat, fake, page }) => {
      await chat.open();
      fake.next({ kind: 'status', status: 401 }, { kind: 'answer', holdAfter: 3 });
      await chat.send('Hello?');
      await chat.retryButton.waitFor();
      await expectNoViolations(page);
      await chat.retryButton.click();
      await expect(chat.answers.last()).toContainText('A scripted answer,');
      await expectNoViolations(page);
    });

    test('no violation at 390 px, drawer open and closed', async ({ chat, page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await remembered(chat);
      await expectNoViolations(page);
      await page.getByRole('button', { name: 'Open chats' }).click();
      await chat.link('My boat is called Aurora.').waitFor();
      await expectNoViolations(page);
    });
  });
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  expect(found).toEqual([]);
}
