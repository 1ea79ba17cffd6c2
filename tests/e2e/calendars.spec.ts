import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type FeedServer, startFeed } from '#tests/servers/feed/server.ts';
import { CalendarsPage } from './pages/calendars.ts';
import { OutlookPage } from './pages/outlook.ts';
import { writeCalendar } from './support/calendar-texts.ts';
import { expect, test as base } from './support/fixtures.ts';

const test = base.extend<{ readonly feed: FeedServer }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  feed: async ({}, use) => {
    await using feed = await startFeed();
    await use(feed);
  },
});

const SECRET = '/private-4f9a1c/work.ics';
const review = {
  uid: 'review',
  title: 'Quarterly review',
  from: '20260602T100000',
  until: '20260602T120000',
};
const goTo = async (page: Page, where: 'Outlook' | 'Settings'): Promise<void> => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: where }).click();
};
const sync = (calendars: CalendarsPage): Promise<void> =>
  calendars.section.getByRole('button', { name: 'Sync now' }).click();

test('a feed: its events block, its address is shown nowhere', async ({ page, home, feed }) => {
  feed.serve(SECRET, { body: writeCalendar('Work', [review]) });
  await page.goto(home.host.issueLink());
  await goTo(page, 'Settings');
  const calendars = new CalendarsPage(page);
  await calendars.addFeed(`${feed.url}${SECRET}`);
  await expect(calendars.dialog).toHaveCount(0);
  await expect(calendars.row('Work')).toContainText('1 event, 1 in view, as of 09:0');
  await goTo(page, 'Outlook');
  const outlook = new OutlookPage(page);
  await expect(outlook.columns.getByText('Quarterly review')).toBeVisible();
  expect(await page.content()).not.toContain('4f9a1c');
  expect(JSON.stringify(await home.call('calendars.read', {}))).not.toContain('4f9a1c');
});

test('an address that gives no calendar is kept nowhere', async ({ page, home, feed }) => {
  feed.serve('/page', {
    body: '<!doctype html><title>Log in</title>',
    headers: { 'content-type': 'text/html' },
  });
  await page.goto(home.host.issueLink());
  await goTo(page, 'Settings');
  const calendars = new CalendarsPage(page);
  await calendars.addFeed(`${feed.url}/page`);
  const address = calendars.dialog.getByRole('textbox', { name: 'Address' });
  await expect(address).toHaveAttribute('aria-invalid', 'true');
  await expect(address).toHaveValue(`${feed.url}/page`);
  const kept = await home.call('calendars.read', {});
  expect(kept.calendars.filter(({ kind }) => kind === 'feed')).toEqual([]);
});

test('a feed that fails keeps its last good state with its age; one that is suddenly empty asks', async ({
  page,
  home,
  feed,
}) => {
  feed.serve(SECRET, { body: writeCalendar('Work', [review]) });
  await page.goto(home.host.issueLink());
  await goTo(page, 'Settings');
  const calendars = new CalendarsPage(page);
  const outlook = new OutlookPage(page);
  await calendars.addFeed(`${feed.url}${SECRET}`);
  const row = calendars.row('Work');
  await expect(row).toContainText('1 event');

  feed.serve(SECRET, { status: 500, body: 'Sorry' });
  await sync(calendars);
  await expect(row.getByRole('button', { name: 'Try again to read Work' })).toBeVisible();
  await expect(row).toContainText('1 event, 1 in view, as of 09:0');
  await goTo(page, 'Outlook');
  await expect(outlook.columns.getByText('Quarterly review')).toBeVisible();
  await expect(page.getByText(/^Work: /)).toBeVisible();
  await home.sleep(3 * 3_600_000);
  await page.getByRole('link', { name: 'See to it' }).click();
  await expect(row).toContainText('as of 09:0');
  await expect(row).toContainText('older than it should be');

  feed.serve(SECRET, { body: writeCalendar('Work', []) });
  await row.getByRole('button', { name: 'Try again to read Work' }).click();
  await expect(row.getByRole('button', { name: 'Yes, it is empty' })).toBeVisible();
  await expect(row).toContainText('1 event');
  await row.getByRole('button', { name: 'No, keep what was there' }).click();
  await expect(row).toContainText('1 event');
  await sync(calendars);
  await row.getByRole('button', { name: 'Yes, it is empty' }).click();
  await expect(row).toContainText('0 events');
  await goTo(page, 'Outlook');
  await expect(outlook.columns.getByText('Quarterly review')).toHaveCount(0);
});

test('a household’s calendar blocks, and what is in it is nowhere in the page', async ({
  page,
  home,
  feed,
}) => {
  const dentist = { uid: 'd', title: 'Dentist with Noor', from: '20260602T100000', until: '20260602T120000' };
  feed.serve('/home.ics', { body: writeCalendar('Home', [dentist]) });
  await page.goto(home.host.issueLink());
  await goTo(page, 'Settings');
  const calendars = new CalendarsPage(page);
  await calendars.addFeed(`${feed.url}/home.ics`, 'Household');
  await expect(calendars.row('Home')).toContainText('what is in it is never shown');
  expect(await page.content()).not.toContain('Dentist');
  await goTo(page, 'Outlook');
  const outlook = new OutlookPage(page);
  await expect(outlook.columns.getByText('Household')).toBeVisible();
  await outlook.day('Tuesday 2 June').click();
  await expect(outlook.panel).toContainText('Household');
  expect(await page.content()).not.toContain('Dentist');
  await outlook.showList();
  expect(await page.content()).not.toContain('Dentist');
});

test('a watched file is read again when it changes', async ({ page, home }) => {
  const path = join(home.folder, 'rota.ics');
  await writeFile(path, writeCalendar('Rota', [review]));
  await page.goto(home.host.issueLink());
  await goTo(page, 'Settings');
  const calendars = new CalendarsPage(page);
  await calendars.startAdding('A file that is watched');
  await calendars.dialog.getByRole('textbox', { name: 'Path' }).fill(path);
  await calendars.submit('Watch it');
  await expect(calendars.row('Rota')).toContainText('1 event');
  // Watching begins at the app's next look around.
  await home.sleep(120_000);
  const shift = { uid: 'shift', title: 'Late shift', from: '20260604T140000', until: '20260604T220000' };
  await writeFile(path, writeCalendar('Rota', [review, shift]));
  await expect(calendars.row('Rota')).toContainText('2 events', { timeout: 15_000 });
  await goTo(page, 'Outlook');
  await expect(new OutlookPage(page).columns.getByText('Late shift')).toBeVisible();
});
