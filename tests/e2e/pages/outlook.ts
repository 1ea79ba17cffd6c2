import type { Locator, Page } from '@playwright/test';
import type { Language } from '#contract/vocabulary.ts';
import { en } from '#renderer/ui/text/en.ts';
import { nl } from '#renderer/ui/text/nl.ts';

const WORDS = { en, nl };

/** The ten days, their panel and what is about to leave, by what a person would call them. */
export class OutlookPage {
  readonly page: Page;
  readonly columns: Locator;
  readonly panel: Locator;
  readonly pending: Locator;
  readonly notices: Locator;
  readonly #words: (typeof WORDS)[Language];

  constructor(page: Page, language: Language = 'en') {
    const words = WORDS[language];
    this.#words = words;
    this.page = page;
    this.columns = page.getByRole('group', { name: words.outlook.grid });
    this.panel = page.getByRole('complementary', { name: words.outlook.panel.label });
    this.pending = page.getByRole('region', { name: words.common.undo.label });
    this.notices = page.getByRole('region', { name: words.common.notices.label });
  }

  /** The card of an idea, by its activity. */
  idea(activity: string): Locator {
    const { card } = this.#words.outlook;
    // What stands before the activity.
    const [firm = '', pencil = ''] = [card.proposal, card.proposalPencil].map(
      (name) => name('|', [], '').split('|')[0],
    );
    return this.columns.getByRole('button', { name: new RegExp(`^(${firm}|${pencil})${activity}`) });
  }

  /** The card of an invite, by its activity. */
  sent(activity: string): Locator {
    const [before = ''] = this.#words.outlook.card.with(['|']).split('|');
    return this.columns.getByRole('button', { name: new RegExp(`^${activity} ${before.trim()}`) });
  }

  /** The head of a day, for example 'Monday 8 June'. */
  day(name: string): Locator {
    return this.columns.getByRole('button', { name: this.#words.outlook.card.day(name) });
  }

  async open(card: Locator): Promise<void> {
    await card.click();
    await this.panel.getByRole('heading', { level: 2 }).waitFor();
  }

  async invite(): Promise<void> {
    await this.panel.getByRole('button', { name: this.#words.outlook.panel.invite, exact: true }).click();
  }

  async undo(): Promise<void> {
    await this.pending.getByRole('button', { name: this.#words.common.undo.action }).click();
  }

  async showList(): Promise<void> {
    const { label, list } = this.#words.outlook.view;
    await this.page.getByRole('group', { name: label }).getByRole('button', { name: list }).click();
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name });
  }
}
