import type { Locator, Page } from '@playwright/test';

type Section =
  | 'Calendars'
  | 'Hours'
  | 'Private life'
  | 'Place'
  | 'How you like it'
  | 'You'
  | 'Mail'
  | 'Weather'
  | 'Activities'
  | 'Desktop'
  | 'Language and look';

export class SettingsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a section and gives it. */
  async open(section: Section): Promise<Locator> {
    await this.page
      .getByRole('navigation', { name: 'Settings' })
      .getByRole('link', { name: section })
      .click();
    const region = this.page.getByRole('region', { name: section });
    await region.waitFor();
    return region;
  }
}
