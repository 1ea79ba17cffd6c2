import type { Locator, Page } from '@playwright/test';

export class PeoplePage {
  readonly page: Page;
  readonly rows: Locator;
  readonly search: Locator;
  readonly circle: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rows = page.getByRole('main').getByRole('link').filter({ hasNotText: 'Add somebody' });
    this.search = page.getByRole('searchbox', { name: 'Search' });
    this.circle = page.getByRole('combobox', { name: 'Circle', exact: true });
  }

  async openPerson(name: string): Promise<void> {
    await this.page.getByRole('link', { name }).click();
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  async addPerson(name: string, email: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Add somebody' }).click();
    await this.page.getByRole('textbox', { name: 'Name' }).fill(name);
    await this.page.getByRole('textbox', { name: 'E-mail addresses' }).fill(email);
    await this.page.getByRole('button', { name: 'Save' }).click();
  }

  async follow(names: readonly string[]): Promise<void> {
    for (const name of names) await this.page.getByRole('checkbox', { name: `Follow ${name}` }).check();
    await this.page.getByRole('button', { name: `Follow ${names.length}`, exact: true }).click();
  }
}
