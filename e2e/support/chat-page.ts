import type { Locator, Page } from '@playwright/test';

/** The page as a person sees it: its parts by role and name, and what one does with them. */
export class ChatPage {
  readonly composer: Locator;
  readonly sendButton: Locator;
  readonly stopButton: Locator;
  readonly retryButton: Locator;
  readonly questions: Locator;
  readonly answers: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.composer = page.getByRole('textbox', { name: 'Message', exact: true });
    this.sendButton = page.getByRole('button', { name: 'Send', exact: true });
    this.stopButton = page.getByRole('button', { name: 'Stop', exact: true });
    this.retryButton = page.getByRole('button', { name: 'Retry', exact: true });
    this.questions = page.locator('mc-user-message');
    this.answers = page.locator('mc-assistant-message');
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
}
