import type { Locator, Page } from '@playwright/test';

/** The ten days, their panel and what is about to leave, by what a person would call them (in English). */
export class OutlookPage {
  readonly page: Page;
  readonly columns: Locator;
  readonly panel: Locator;
  readonly pending: Locator;
  readonly notices: Locator;

  constructor(page: Page) {
    this.page = page;
    this.columns = page.getByRole('group', { name: 'Ten days, hour by hour' });
    this.panel = page.getByRole('complementary', { name: 'Details' });
    this.pending = page.getByRole('region', { name: 'About to leave' });
    this.notices = page.getByRole('region', { name: 'Messages' });
  }

  /** The card of an idea, by its activity. */
  idea(activity: string): Locator {
    return this.columns.getByRole('button', { name: new RegExp(`^(Idea|Pencilled idea): ${activity}`) });
  }

  /** The card of an invite, by its activity. */
  sent(activity: string): Locator {
    return this.columns.getByRole('button', { name: new RegExp(`^${activity} with`) });
  }

  /** The head of a day, for example 'Monday 8 June'. */
  day(name: string): Locator {
    return this.columns.getByRole('button', { name: `${name}: show the day` });
  }

  async open(card: Locator): Promise<void> {
    await card.click();
    await this.panel.getByRole('heading', { level: 2 }).waitFor();
  }

  async invite(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Invite', exact: true }).click();
  }

  async undo(): Promise<void> {
    await this.pending.getByRole('button', { name: 'Undo' }).click();
  }

  async showList(): Promise<void> {
    await this.page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'List' }).click();
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name });
  }
}
