import type { Page } from '@playwright/test';

export class FirstRunPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async showSampleWeek(): Promise<void> {
    await this.page.getByRole('button', { name: 'Show me a sample week' }).click();
  }

  async next(): Promise<void> {
    await this.page.getByRole('button', { name: 'Next' }).click();
  }

  async skip(): Promise<void> {
    await this.page.getByRole('button', { name: 'Skip' }).click();
  }

  async chooseTown(query: string, town: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Town or postcode' }).fill(query);
    await this.page.getByRole('button', { name: 'Search' }).click();
    await this.page.getByRole('button', { name: new RegExp(`^Choose ${town}`) }).click();
  }

  async finish(): Promise<void> {
    await this.page.getByRole('button', { name: 'Show me the plan' }).click();
  }
}
