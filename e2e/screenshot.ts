import { chromium, devices, type Browser, type BrowserContextOptions } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { browserLaunchOptions } from './support/browser.ts';
import { ChatPage } from './support/chat-page.ts';
import { CONVERSATIONS, MAIN_CONVERSATION, scripted } from './support/screenshot-conversations.ts';
import { openStage, type Stage } from './support/stage.ts';

/** Makes the pictures of the README from the running product: `npm run screenshot`. */
const FOLDER = fileURLToPath(new URL('../docs/images/', import.meta.url));

interface Picture {
  readonly file: string;
  readonly context: BrowserContextOptions;
  readonly memoriesOpen: boolean;
}

const WIDE = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 } as const;
const PICTURES: readonly Picture[] = [
  { file: 'chat.png', context: { ...WIDE, colorScheme: 'light' }, memoriesOpen: false },
  { file: 'chat-dark.png', context: { ...WIDE, colorScheme: 'dark' }, memoriesOpen: false },
  { file: 'conversation.png', context: { ...WIDE, colorScheme: 'light' }, memoriesOpen: true },
  {
    file: 'chat-phone.png',
    context: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 }, colorScheme: 'light' },
    memoriesOpen: false,
  },
];

const stage = await openStage(
  { database: 'embedded', model: 'fake' },
  { CHAT_MODEL: 'demo-model' },
);
const browser = await chromium.launch(browserLaunchOptions());
try {
  mkdirSync(FOLDER, { recursive: true });
  const address = await converse(browser, stage);
  for (const picture of PICTURES) {
    await take(browser, address, picture);
    console.log(`docs/images/${picture.file}`);
  }
} finally {
  await browser.close();
  await stage.close();
}

/** Has the conversations in the page, as a person would. @returns the address of the last. */
async function converse(through: Browser, { fake, product }: Stage): Promise<string> {
  fake.behave(scripted);
  const page = await through.newPage({ baseURL: product.url });
  const chat = new ChatPage(page);
  for (const turns of [...CONVERSATIONS, MAIN_CONVERSATION]) {
    await chat.open();
    for (const { question } of turns) await chat.ask(question);
  }
  const address = page.url();
  await page.close();
  return address;
}

async function take(through: Browser, address: string, picture: Picture): Promise<void> {
  const context = await through.newContext({ ...picture.context, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const chat = new ChatPage(page);
  await page.goto(address);
  const chip = chat.memoryChip(chat.answers.last());
  await chip.waitFor();
  if (picture.memoriesOpen) {
    await chip.click();
    await page.getByRole('dialog').waitFor();
  }
  // Away from everything that shows more when it is pointed at.
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${FOLDER}${picture.file}`, animations: 'disabled' });
  await context.close();
}
