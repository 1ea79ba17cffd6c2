import type { Locator, Page } from '@playwright/test';
import type { Language } from '#contract/vocabulary.ts';
import { en } from '#renderer/ui/text/en.ts';
import { nl } from '#renderer/ui/text/nl.ts';

const WORDS = { en, nl };

/** Does what opens a page in the user's browser, and gives that page. */
export type CatchPage = (act: () => Promise<void>) => Promise<Page>;

/** Where the app runs in that very browser. */
export const catchTab =
  (page: Page): CatchPage =>
  async (act) => {
    const opening = page.context().waitForEvent('page');
    await act();
    return opening;
  };

/** All that asks something of Google: connecting, the write step, contacts, and what is said while its page is open. */
export class GooglePage {
  readonly page: Page;
  readonly dialog: Locator;
  /** The section of the settings. */
  readonly section: Locator;
  /** Over the plan and among the calendars, while a question is open or came to nothing. */
  readonly note: Locator;
  /** What opens Google's page once more, in a dialog or in the note. */
  readonly openAgain: Locator;
  readonly waiting: Locator;
  readonly failed: Locator;
  /** The one step before the first invite. */
  readonly writeStep: Locator;
  /** Among the people. */
  readonly importContacts: Locator;
  readonly #words: typeof en.google;
  readonly #labels: {
    readonly add: string;
    readonly choose: string;
    readonly read: string;
    readonly done: string;
    readonly remove: string;
  };
  readonly #catchPage: CatchPage;

  constructor(page: Page, language: Language = 'en', catchPage: CatchPage = catchTab(page)) {
    const { google, calendars } = WORDS[language];
    this.#words = google;
    this.#labels = {
      add: calendars.add,
      choose: calendars.account.choose,
      read: calendars.connect.choose.submit,
      done: calendars.connect.home.done,
      remove: calendars.account.remove,
    };
    this.#catchPage = catchPage;
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.section = page
      .getByRole('region')
      .filter({ has: page.getByRole('button', { name: calendars.add }) });
    this.note = page.locator('.sign-in-note');
    this.openAgain = page.getByRole('link', { name: google.waiting.again });
    this.waiting = this.dialog.getByRole('heading', { name: google.waiting.title });
    this.failed = this.dialog.getByRole('heading', { name: google.failed.title });
    this.writeStep = page.getByRole('dialog', { name: google.write.title });
    this.importContacts = page.getByRole('button', { name: google.contacts.action });
  }

  /** From the calendars in the settings to what is asked. */
  async startConnecting(): Promise<void> {
    await this.section.getByRole('button', { name: this.#labels.add }).click();
    await this.dialog.getByRole('button', { name: new RegExp(`^${this.#words.name}`) }).click();
    await this.dialog.getByRole('heading', { name: this.#words.ask.title, exact: true }).waitFor();
  }

  async enterClient(clientId: string, clientSecret: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: this.#words.client.id }).fill(clientId);
    await this.dialog.getByLabel(this.#words.client.secret).fill(clientSecret);
    await this.dialog.getByRole('button', { name: this.#words.client.submit, exact: true }).click();
  }

  /** Presses what asks, and gives the page that opens where this host opens it by itself or by the click. */
  async #ask(button: Locator): Promise<Page> {
    return this.#catchPage(() => button.click());
  }

  /** The page of Google that opens. */
  async continueInBrowser(): Promise<Page> {
    return this.#ask(this.dialog.getByRole('button', { name: this.#words.ask.submit }));
  }

  /** Once more, while the first one waits. */
  async openOnceMore(): Promise<Page> {
    return this.#ask(this.openAgain);
  }

  /** After a no, or after the time was over. */
  async tryAgain(): Promise<Page> {
    return this.#ask(this.dialog.getByRole('button', { name: this.#words.failed.retry }));
  }

  async cancel(): Promise<void> {
    await this.dialog.getByRole('button', { name: this.#words.waiting.cancel, exact: true }).click();
  }

  /** From the write step, or from the question about contacts. */
  async continueToGoogle(): Promise<Page> {
    return this.#ask(this.dialog.getByRole('button', { name: this.#words.write.submit }));
  }

  async notNow(): Promise<void> {
    await this.dialog.getByRole('button', { name: this.#words.write.notNow }).click();
  }

  /** An account that has to be connected again. */
  async connectAgain(): Promise<Page> {
    return this.#ask(
      this.section.getByRole('button', { name: new RegExp(`^${this.#words.account.reconnect}`) }).first(),
    );
  }

  /** The same on the card or in the row of an invite that cannot leave. */
  async connectAgainFor(within: Locator): Promise<Page> {
    return this.#ask(within.getByRole('button', { name: new RegExp(`^${this.#words.account.reconnect}`) }));
  }

  /** What an account did not allow. */
  async allowMissing(): Promise<Page> {
    return this.#ask(
      this.section.getByRole('button', { name: new RegExp(`^${this.#words.account.allow}`) }).first(),
    );
  }

  /** On the card or in the row of an invite that waits for it. */
  async allowInvite(within: Locator): Promise<Page> {
    return this.#ask(within.getByRole('button', { name: new RegExp(`^${this.#words.hold.allow}`) }));
  }

  /** What is chosen among the calendars of an account, once more. */
  async openChoice(): Promise<void> {
    await this.section.getByRole('button', { name: new RegExp(`^${this.#labels.choose}`) }).click();
  }

  async removeAccount(): Promise<void> {
    await this.section.getByRole('button', { name: new RegExp(`^${this.#labels.remove}`) }).click();
  }

  async confirmRemoval(): Promise<void> {
    await this.dialog.getByRole('button', { name: this.#labels.remove }).click();
  }

  /** After the answer: the calendars that are to be read, by what stands beside their boxes. */
  async chooseCalendars(names: readonly string[]): Promise<void> {
    const boxes = this.dialog.getByRole('checkbox');
    await boxes.first().waitFor();
    for (const box of await boxes.all()) await box.uncheck();
    for (const name of names) await this.dialog.getByRole('checkbox', { name }).check();
    await this.dialog.getByRole('button', { name: this.#labels.read }).click();
  }

  /** Which calendar invites go out from, by how its name begins. */
  async chooseHome(name: string): Promise<void> {
    await this.dialog.getByRole('radio', { name: new RegExp(`^${name}`) }).check();
    await this.dialog.getByRole('button', { name: this.#labels.done }).click();
  }
}
