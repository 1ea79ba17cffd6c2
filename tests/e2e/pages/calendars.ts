import type { Locator, Page } from '@playwright/test';

/** The calendars in the settings and the dialog that connects new ones, by what a person would call them (in English). */
export class CalendarsPage {
  readonly page: Page;
  readonly section: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.section = page.getByRole('region', { name: 'Calendars' });
    this.dialog = page.getByRole('dialog');
  }

  row(name: string): Locator {
    return this.section.getByRole('listitem').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** Opens the dialog at a form: 'An account', 'The address of a calendar' or 'A file that is watched'. */
  async startAdding(kind: string): Promise<void> {
    await this.section.getByRole('button', { name: 'Add a calendar' }).click();
    await this.dialog.getByRole('button', { name: new RegExp(`^${kind}`) }).click();
    await this.dialog.getByRole('heading', { name: kind }).waitFor();
  }

  async fillAccount(login: { readonly server: string; readonly user: string; readonly password: string }) {
    await this.dialog.getByRole('radio', { name: 'Another' }).check({ force: true });
    await this.dialog.getByRole('textbox', { name: 'Server or e-mail address' }).fill(login.server);
    await this.dialog.getByRole('textbox', { name: 'User name' }).fill(login.user);
    await this.dialog.getByLabel('Password').fill(login.password);
  }

  async submit(name: 'Connect' | 'Read it' | 'Watch it' | 'Read these' | 'Done'): Promise<void> {
    await this.dialog.getByRole('button', { name }).click();
  }

  async addFeed(address: string, role?: 'Household' | 'Public holidays'): Promise<void> {
    await this.startAdding('The address of a calendar');
    await this.dialog.getByRole('textbox', { name: 'Address' }).fill(address);
    if (role !== undefined) {
      await this.dialog.getByRole('combobox', { name: 'What it is' }).selectOption(role);
    }
    await this.submit('Read it');
  }
}
