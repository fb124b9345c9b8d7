import type { Locator, Page } from '@playwright/test';

/** The switcher of spaces, as a person uses it. */
export class SpaceSwitch {
  readonly button: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.button = page.getByRole('button', { name: /^Space:/ });
  }

  /** The name of the space on show. */
  shows(name: string): Locator {
    return this.page.getByRole('button', { name: `Space: ${name}`, exact: true });
  }

  /** Shows another space. */
  async choose(name: string): Promise<void> {
    await this.button.click();
    await this.page.getByRole('menuitemradio', { name }).click();
    await this.shows(name).waitFor();
  }

  /** Makes a space, which is on show afterwards. */
  async create(name: string): Promise<void> {
    await this.choosing('New space');
    const dialog = this.page.getByRole('dialog', { name: 'New space' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('button', { name: 'Create' }).click();
    await this.shows(name).waitFor();
  }

  /** Chooses one of the things that can be done. */
  async choosing(action: string): Promise<void> {
    await this.button.click();
    await this.page.getByRole('menuitem', { name: action, exact: true }).click();
  }
}
