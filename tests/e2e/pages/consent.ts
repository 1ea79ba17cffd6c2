import type { Locator, Page } from '@playwright/test';

/** Google's page that asks, as the stand-in shows it, and what the browser shows after the answer. */
export class ConsentPage {
  readonly page: Page;
  readonly scopes: Locator;
  readonly #allow: Locator;

  constructor(page: Page) {
    this.page = page;
    this.scopes = page.getByRole('checkbox');
    this.#allow = page.getByRole('button', { name: 'Allow' });
  }

  /** By the end of its name: 'calendar.freebusy'. */
  scope(name: string): Locator {
    return this.page.getByRole('checkbox', { name: new RegExp(`/${name.replaceAll('.', '\\.')}$`) });
  }

  async allow(): Promise<void> {
    await this.#allow.click();
    await this.#allow.waitFor({ state: 'detached' });
  }

  async deny(): Promise<void> {
    await this.page.getByRole('button', { name: 'Deny' }).click();
    await this.#allow.waitFor({ state: 'detached' });
  }
}
