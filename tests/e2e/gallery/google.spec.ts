import type { Page } from '@playwright/test';
import { GOOGLE_ADDRESS as ADDRESS } from '#tests/renderer/support/google.ts';
import type { GoogleAnswer } from '#tests/renderer/support/scripted-google.ts';
import { CalendarsPage } from '../pages/calendars.ts';
import { GooglePage } from '../pages/google.ts';
import { OutlookPage } from '../pages/outlook.ts';
import { WeekPage } from '../pages/week.ts';
import { expect, test as base } from '../support/gallery.ts';

const SETTINGS = '#/settings/calendars';
const TODAY = 'Thursday 4 June';

/** Google's page is not reached from here: it opens, and is answered by `answer`. */
const test = base.extend<{ readonly google: GooglePage }>({
  google: async ({ page }, use) => {
    await page
      .context()
      .route('https://accounts.google.com/**', (route) => route.fulfill({ body: 'Google' }));
    await use(new GooglePage(page));
  },
});
const answer = (page: Page, said: GoogleAnswer): Promise<void> =>
  page.evaluate((word) => window.scripted.answerGoogle(word), said);
const readCalls = (page: Page): Promise<readonly string[]> => page.evaluate(() => window.scripted.calls);

test('Google stands first; what is asked is said before anything opens', async ({ page, visit, google }) => {
  await visit({ scene: 'connected', hash: SETTINGS });
  await page.getByRole('button', { name: 'Add a calendar' }).click();
  await expect(google.dialog.getByRole('listitem').first()).toContainText('Google');
  await google.dialog.getByRole('button', { name: /^Google/ }).click();
  await expect(google.dialog).toContainText('read your list of calendars, their events and your free times');
  await expect(google.dialog).toContainText('Everything stays on this machine');
  expect(await readCalls(page)).not.toContain('accounts.connectGoogle');
});

test('an account: the browser, the wait, a yes; its own calendars are ticked and read', async ({
  page,
  visit,
  google,
}) => {
  await visit({ scene: 'connected', hash: SETTINGS });
  await google.startConnecting();
  const opened = await google.continueInBrowser();
  await expect(opened).toHaveURL(/^https:\/\/accounts\.google\.com\/o\/oauth2/);
  expect(await opened.evaluate(() => window.opener)).toBeNull();
  await expect(google.waiting).toBeFocused();
  await expect(google.dialog).toContainText(/[45]:\d\d left/);
  await expect(google.openAgain).toHaveAttribute('href', /^https:\/\/accounts\.google\.com/);
  const address = google.dialog.getByRole('textbox', { name: 'Address of the page' });
  await expect(address).toHaveValue(/^https:\/\/accounts\.google\.com/);
  await answer(page, 'yes');
  await expect(google.dialog.getByRole('heading', { name: 'Which calendars?' })).toBeVisible();
  await expect(google.dialog.getByRole('status').last()).toContainText(`${ADDRESS} is connected.`);
  const boxes = google.dialog.getByRole('checkbox');
  await expect(boxes.first()).toBeFocused();
  await expect(boxes).toHaveCount(4);
  await expect(google.dialog.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await google.chooseCalendars(['Alex Morgan']);
  await google.chooseHome(`Alex Morgan, ${ADDRESS}`);
  await expect(google.dialog).toHaveCount(0);
  await expect(new CalendarsPage(page).row('Alex Morgan').getByRole('progressbar')).toBeVisible();
});

test('a no says why and asks again; Cancel ends it', async ({ page, visit, google }) => {
  await visit({ scene: 'connected', hash: SETTINGS });
  await google.startConnecting();
  await google.continueInBrowser();
  await answer(page, 'no');
  await expect(google.failed).toBeFocused();
  await expect(google.dialog.getByRole('alert')).toContainText('Google said no');
  await google.dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(google.waiting).toBeVisible();
  await google.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(google.dialog.getByRole('heading', { name: 'Add a calendar' })).toBeVisible();
  expect(await readCalls(page)).toContain('accounts.cancelConnecting');
});

test('a dialog that is put away leaves the question open, and is said among the calendars', async ({
  page,
  visit,
  google,
}) => {
  await visit({ scene: 'connected', hash: SETTINGS });
  await google.startConnecting();
  await google.continueInBrowser();
  await page.keyboard.press('Escape');
  await expect(google.note.getByRole('status')).toContainText('Google waits for your answer');
  await google.startConnecting();
  await expect(google.waiting).toBeVisible();
  await page.keyboard.press('Escape');
  await answer(page, 'yes');
  await expect(google.note).toHaveCount(0);
  await expect(google.section.getByRole('heading', { name: ADDRESS })).toBeVisible();
});

test('without a client ID: where to get one, what is wrong with it, then on', async ({
  page,
  visit,
  google,
}) => {
  await visit({ scene: 'google-no-client', hash: SETTINGS });
  await google.startConnecting();
  await expect(google.dialog.getByRole('link', { name: 'Make a project' })).toHaveAttribute(
    'href',
    'https://console.cloud.google.com/projectcreate',
  );
  await expect(google.dialog).toContainText('docs/connecting-google.md');
  const id = google.dialog.getByRole('textbox', { name: 'Client ID' });
  await google.enterClient('1234567890-abc', '');
  await expect(id).toBeFocused();
  await expect(id).toHaveAccessibleDescription(/ends in \.apps\.googleusercontent\.com\. Copy all of it/);
  await google.enterClient('1234567890-abc.apps.googleusercontent.com', '');
  await expect(google.dialog.getByLabel('Client secret')).toBeFocused();
  await google.enterClient(' 1234567890-abc.apps.googleusercontent.com\n', 'GOCSPX-secret');
  await expect(google.dialog.getByRole('button', { name: 'Continue in your browser' })).toBeFocused();
  await expect(google.dialog.getByRole('status').last()).toContainText('The client ID is saved.');
  await google.dialog.getByRole('button', { name: 'Use another client ID' }).click();
  await google.dialog.getByRole('button', { name: 'Forget mine' }).click();
  await expect(google.dialog.getByRole('button', { name: 'Use a client ID of your own' })).toBeVisible();
  expect(await page.content()).not.toContain('GOCSPX');
});

test('what was not granted is said, and asked for again by one click', async ({ page, visit, google }) => {
  await visit({ scene: 'google-missing', hash: SETTINGS });
  await expect(google.section).toContainText('only your main calendar can be read');
  await google.allowMissing();
  await expect(google.waiting).toBeVisible();
  await answer(page, 'yes');
  await expect(google.dialog).toHaveCount(0);
  await expect(google.section).not.toContainText('only your main calendar can be read');
});

test('an account that lost its way in is connected again', async ({ page, visit, google }) => {
  await visit({ scene: 'google-reconnect', hash: SETTINGS });
  await expect(google.section.getByText('Google does not let Golden Hour in any more.')).toHaveCount(1);
  await google.connectAgain();
  await answer(page, 'yes');
  await expect(google.dialog).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText(
    `${ADDRESS} is connected again.`,
  );
  await expect(google.section.getByText('Google does not let Golden Hour in any more.')).toHaveCount(0);
});

test('removing an account says that Google is told, and what is kept', async ({ page, visit, google }) => {
  await visit({ scene: 'google-writing', hash: SETTINGS });
  await expect(google.section).toContainText('may read its calendars and write your invites');
  await page.getByRole('button', { name: `Remove account ${ADDRESS}` }).click();
  await expect(google.dialog).toContainText('tells Google that it may no longer read');
  await expect(google.dialog).toContainText('the invites that you sent as well');
});

test('the first invite: one step, then it is kept and Google is asked', async ({ page, visit, google }) => {
  await visit({ scene: 'google' });
  const outlook = new OutlookPage(page);
  await outlook.invite();
  await expect(google.writeStep).toContainText(ADDRESS);
  await google.notNow();
  expect(await readCalls(page)).not.toContain('proposals.invite');
  await expect(outlook.panel.getByRole('button', { name: 'Invite', exact: true })).toBeFocused();
  await outlook.invite();
  await google.continueToGoogle();
  const calls = await readCalls(page);
  expect(calls.indexOf('proposals.invite')).toBeLessThan(calls.indexOf('accounts.connectGoogle'));
  expect(calls).toContain('proposals.invite');
  await expect(outlook.pending).toContainText('Sending “Grill at home”');
  await expect(google.note).toContainText('Google waits for your answer');
  // Asked already: the next one goes the same way without a word.
  await outlook.open(outlook.idea('Walk'));
  await outlook.invite();
  await expect(google.writeStep).toHaveCount(0);
  await expect(outlook.pending).toContainText('Sending “Walk”');
  await answer(page, 'yes');
  await expect(google.note).toHaveCount(0);
});

test('the write step comes before what was edited leaves, and by keyboard as well', async ({
  page,
  visit,
  google,
}) => {
  await visit({ scene: 'google' });
  await page.getByRole('button', { name: 'Edit first' }).click();
  const edit = page.getByRole('dialog', { name: 'Before it leaves' });
  await edit.getByRole('button', { name: 'Invite' }).click();
  await expect(google.writeStep).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(google.writeStep).toHaveCount(0);
  await expect(edit).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await expect(google.writeStep).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(new OutlookPage(page).pending).toContainText('Sending “Grill at home”');
});

test('in the popover the invite is kept before the browser takes over, and its row has the focus', async ({
  page,
  visit,
  google,
}) => {
  await page.setViewportSize({ width: 400, height: 560 });
  await visit({ scene: 'google', popover: true });
  const week = new WeekPage(page);
  await week.invite(TODAY);
  await google.continueToGoogle();
  await expect(week.row(TODAY)).toContainText(/Sending in \d+ s/);
  await expect(week.toggle(TODAY)).toBeFocused();
  const calls = await readCalls(page);
  expect(calls.indexOf('proposals.invite')).toBeLessThan(calls.indexOf('accounts.connectGoogle'));
});

test('a card that waits can be allowed or taken back; a paused one says when it goes on', async ({
  page,
  visit,
  google,
}) => {
  await visit({ scene: 'google-held' });
  const outlook = new OutlookPage(page);
  await outlook.open(outlook.sent('Dinner out').nth(1));
  await expect(outlook.panel.getByRole('status')).toContainText('Google takes a break');
  await expect(outlook.panel.getByRole('status')).toContainText('tried again at 11:30');
  await outlook.open(outlook.sent('Dinner out').first());
  await expect(outlook.panel.getByRole('status')).toContainText('Needs your permission');
  await google.allowInvite(outlook.panel);
  await answer(page, 'yes');
  await expect(outlook.panel.getByRole('status')).toContainText('Sent');
});

test('in the weekly plan as well, what waits can be taken back', async ({ page, visit }) => {
  await visit({ scene: 'google-held', hash: '#/week' });
  const row = new WeekPage(page).row('Needs your permission');
  await row.getByRole('button', { name: /^Cancel/ }).click();
  await expect(new WeekPage(page).notices).toContainText('Undone. Nothing left.');
  await expect(row).toHaveCount(0);
});

test('contacts: asked for when they are wanted, then told of like a file', async ({
  page,
  visit,
  google,
}) => {
  await visit({ scene: 'google', hash: '#/people' });
  const notices = page.getByRole('region', { name: 'Messages' });
  await google.importContacts.click();
  await expect(google.dialog).toContainText(`may read the contacts of ${ADDRESS}`);
  await google.continueToGoogle();
  await answer(page, 'unticked');
  await expect(notices).toContainText('does not let Golden Hour read your contacts');
  await google.importContacts.click();
  await google.continueToGoogle();
  await answer(page, 'yes');
  await expect(notices).toContainText('2 people added.');
  await google.importContacts.click();
  await expect(google.dialog).toHaveCount(0);
  await visit({ scene: 'connected', hash: '#/people' });
  await expect(google.importContacts).toHaveCount(0);
});

test('first run: Google is the first way, and its calendars are read there and then', async ({
  page,
  visit,
  google,
}) => {
  await visit({ scene: 'first-run' });
  await page.getByRole('button', { name: 'Connect Google' }).click();
  await google.continueInBrowser();
  await answer(page, 'yes');
  await google.chooseCalendars(['Alex Morgan']);
  await google.chooseHome('Alex Morgan');
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'Alex Morgan' })).toContainText(
    'being read',
  );
});

test('Dutch, in a small window, cuts nothing', async ({ page, visit }) => {
  await page.setViewportSize({ width: 420, height: 800 });
  for (const scene of ['google-missing', 'google-reconnect', 'google-waiting'] as const) {
    await visit({ scene, hash: SETTINGS, language: 'nl' });
    await page.getByRole('main').waitFor();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, scene).toBe(0);
  }
});
