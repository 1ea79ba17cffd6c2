import type { Locator, Page } from '@playwright/test';
import type { Language } from '#contract/vocabulary.ts';
import { en } from '#renderer/ui/text/en.ts';
import { nl } from '#renderer/ui/text/nl.ts';

const WORDS = { en, nl };
const startingWith = (text: string): RegExp => new RegExp(`^${text}`);

/** The weekly plan, as a page of the main window or as the popover, by what a person would call its parts. */
export class WeekPage {
  readonly page: Page;
  readonly days: Locator;
  readonly rows: Locator;
  /** The buttons that send an invite, the first idea first. */
  readonly invites: Locator;
  /** The buttons that take back what is about to leave. */
  readonly undos: Locator;
  readonly openOutlook: Locator;
  readonly notThisWeek: Locator;
  readonly notices: Locator;
  readonly #inviteName: RegExp;
  readonly #undoName: RegExp;

  constructor(page: Page, language: Language = 'en') {
    const { week, outlook, common } = WORDS[language];
    this.page = page;
    this.days = page.getByRole('list', { name: week.days });
    this.rows = this.days.locator('> li');
    this.#inviteName = startingWith(outlook.panel.invite);
    this.#undoName = startingWith(common.undo.action);
    this.invites = this.days.getByRole('button', { name: this.#inviteName });
    this.undos = this.days.getByRole('button', { name: this.#undoName });
    this.openOutlook = page.getByRole('link', { name: week.openOutlook });
    this.notThisWeek = page.getByRole('button', { name: outlook.overview.notThisWeek });
    this.notices = page.getByRole('region', { name: common.notices.label });
  }

  /** The row of a day ('Thursday 4 June'), or of something that stands in it. */
  row(text: string): Locator {
    return this.rows.filter({ hasText: text });
  }

  /** What opens the why of a row's first entry. */
  toggle(day: string): Locator {
    return this.row(day).getByRole('button').first();
  }

  async invite(day: string): Promise<void> {
    await this.row(day).getByRole('button', { name: this.#inviteName }).first().click();
  }

  async undo(day: string): Promise<void> {
    await this.row(day).getByRole('button', { name: this.#undoName }).first().click();
  }
}
