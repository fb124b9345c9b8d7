import { expect, type Locator, type Page } from '@playwright/test';

/** The page as a person sees it: its parts by role and name, and what one does with them. */
export class ChatPage {
  readonly composer: Locator;
  readonly sendButton: Locator;
  readonly stopButton: Locator;
  readonly retryButton: Locator;
  readonly questions: Locator;
  readonly answers: Locator;
  readonly emptyState: Locator;
  /** The way to a new chat; not by its name, which a conversation without a title has too. */
  readonly newChat: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.composer = page.getByRole('textbox', { name: 'Message', exact: true });
    this.sendButton = page.getByRole('button', { name: 'Send', exact: true });
    this.stopButton = page.getByRole('button', { name: 'Stop', exact: true });
    this.retryButton = page.getByRole('button', { name: 'Retry', exact: true });
    this.questions = page.locator('mc-user-message');
    this.answers = page.locator('mc-assistant-message');
    this.emptyState = page.getByRole('heading', { name: /What is on your mind/ });
    this.newChat = page.locator('a.new');
  }

  /** Opens the page at a new chat, or at a conversation. */
  async open(path = '/'): Promise<void> {
    await this.page.goto(path);
    await this.composer.waitFor();
  }

  /** Writes a message and sends it with Enter. */
  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** Sends a message and waits until its answer is finished: there is something to copy. */
  async ask(text: string): Promise<Locator> {
    const answer = this.answers.nth(await this.answers.count());
    await this.send(text);
    await answer.getByRole('button', { name: 'Copy message' }).waitFor();
    return answer;
  }

  /** The chip under an answer that opens the memories it used. */
  memoryChip(answer: Locator): Locator {
    return answer.getByRole('button', { name: /^\d+ memor(y|ies) used/ });
  }

  /** A conversation's entry in the list. */
  link(title: string): Locator {
    return this.page
      .getByRole('navigation', { name: 'Chats' })
      .getByRole('link', { name: title, exact: true });
  }

  /** Goes to a new, empty chat. */
  async startNew(): Promise<void> {
    await this.newChat.click();
    await this.emptyState.waitFor();
  }

  /** Chooses from the menu of the conversation that is open. */
  async chooseOption(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Conversation options' }).click();
    await this.page.getByRole('menuitem', { name }).click();
  }

  /** Answers the question of a dialog. */
  async confirm(name: string): Promise<void> {
    const dialog = this.page.getByRole('alertdialog');
    await dialog.getByRole('button', { name, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Presses Tab until something has the focus; fails when the way does not lead there. */
  async tabTo(target: Locator, direction: 'forwards' | 'backwards'): Promise<void> {
    const key = direction === 'forwards' ? 'Tab' : 'Shift+Tab';
    for (let press = 0; press < 40; press++) {
      await this.page.keyboard.press(key);
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    await expect(target).toBeFocused();
  }
}
