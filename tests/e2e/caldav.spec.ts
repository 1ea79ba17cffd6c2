import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Line, layLine } from '#tests/servers/network/line.ts';
import { startSmtpServer } from '#tests/servers/smtp/server.ts';
import type { CalDavPeer } from '#tests/support/caldav-peers/peer-process.ts';
import { startRadicale } from '#tests/support/caldav-peers/radicale.ts';
import { CalendarsPage } from './pages/calendars.ts';
import { OutlookPage } from './pages/outlook.ts';
import { writeCalendar } from './support/calendar-texts.ts';
import { expect, openAgain, test as base } from './support/fixtures.ts';

interface Server {
  readonly peer: CalDavPeer;
  readonly line: Line;
  /** The address of the calendar that invites go to, past the line. */
  readonly privateUrl: string;
}

/** A real Radicale behind a line that can be cut, with an empty calendar and one of a year's meetings. */
const test = base.extend<{ readonly server: Server }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  server: async ({}, use, info) => {
    const started = await startRadicale();
    if (started.kind === 'absent') {
      console.warn(`skipped: ${info.title}: ${started.reason}`);
      info.skip(true, started.reason);
      return;
    }
    const { peer } = started;
    const privateUrl = await peer.createCalendar('private', 'Private');
    await peer.createCalendar('archive', 'Archive');
    const folderOf = (name: string): string => join(peer.storage, 'collection-root', peer.user, name);
    await fill(folderOf('archive'));
    const yoga = { uid: 'yoga', title: 'Yoga', from: '20260611T070000', until: '20260611T080000' };
    await writeFile(join(folderOf('private'), 'yoga.ics'), writeCalendar('Private', [yoga]));
    const line = await layLine(peer.url);
    await use({ peer, line, privateUrl });
    await line.cut();
    await peer.stop();
  },
});

// Radicale reads each of its files on the first question.
test.describe.configure({ timeout: 120_000 });

const MEETINGS = 120;

/** Into the server's own files: by PUT it takes a request for each. */
async function fill(folder: string): Promise<void> {
  const two = (value: number): string => String(value).padStart(2, '0');
  const events = Array.from({ length: MEETINGS - 1 }, (_, index) => {
    const day = `2025${two((index % 12) + 1)}${two((index % 28) + 1)}`;
    return { uid: `old-${index}`, title: `Meeting ${index}`, from: `${day}T100000`, until: `${day}T110000` };
  });
  const soon = { uid: 'soon', title: 'Board prep', from: '20260603T140000', until: '20260603T160000' };
  for (const event of [...events, soon]) {
    await writeFile(join(folder, `${event.uid}.ics`), writeCalendar('Archive', [event]));
  }
}

const goTo = async (page: Page, where: 'Outlook' | 'Settings'): Promise<void> => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: where }).click();
};

async function connect(calendars: CalendarsPage, { line, peer }: Server): Promise<void> {
  await calendars.startAdding('An account');
  await calendars.fillAccount({ server: line.url, user: peer.user, password: peer.password });
  await calendars.submit('Connect');
  await expect(calendars.dialog.getByRole('heading', { name: 'Which calendars?' })).toBeVisible();
}

test('an account: a wrong password, the right one, calendars chosen, a reading that shows how far it is', async ({
  page,
  home,
  server,
}) => {
  const { line, peer } = server;
  await page.goto(home.host.issueLink());
  await goTo(page, 'Settings');
  const calendars = new CalendarsPage(page);
  await calendars.startAdding('An account');
  await calendars.fillAccount({ server: line.url, user: peer.user, password: 'not it' });
  await calendars.submit('Connect');
  const password = calendars.dialog.getByLabel('Password');
  await expect(password).toBeFocused();
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await expect(calendars.dialog.getByRole('textbox', { name: 'Server' })).toHaveValue(line.url);
  expect((await home.call('calendars.read', {})).accounts).toEqual([]);

  await password.fill(peer.password);
  await calendars.submit('Connect');
  await expect(calendars.dialog.getByRole('checkbox')).toHaveCount(2);
  line.slowDown(40);
  await calendars.submit('Read these');
  await expect(calendars.dialog.getByRole('heading', { name: 'Where do invites go?' })).toBeVisible();
  await calendars.submit('Done');
  const bar = calendars.section.getByRole('progressbar');
  await expect(bar.first()).toBeVisible();
  line.slowDown(0);
  await expect(bar).toHaveCount(0, { timeout: 60_000 });
  await expect(calendars.row('Archive').getByText(/^120 events/)).toBeVisible({ timeout: 20_000 });
  await goTo(page, 'Outlook');
  await expect(new OutlookPage(page).columns.getByText('Board prep')).toBeVisible();
  expect(await page.content()).not.toContain(peer.password);
});

test('one click: the event lies in Radicale with its guests, and each of them has one mail', async ({
  page,
  home,
  server,
}) => {
  const smtp = await startSmtpServer({ from: 'alex.morgan@example.com' });
  try {
    await home.call('sample.load', {});
    await home.call('settings.saveSmtp', { account: smtp.account, password: smtp.password });
    await page.goto(home.host.issueLink());
    await goTo(page, 'Settings');
    const calendars = new CalendarsPage(page);
    await connect(calendars, server);
    await calendars.dialog.getByRole('checkbox', { name: 'Archive' }).uncheck();
    await calendars.submit('Read these');
    const choice = calendars.dialog.getByRole('radio', { name: /^Private/ });
    await expect(choice).toHaveAccessibleDescription(
      'Golden Hour mails the guests from alex.morgan@example.com.',
    );
    await choice.check();
    await calendars.submit('Done');
    await expect(calendars.row('Private')).toContainText('Invites go out from here');

    const { proposals } = await home.call('outlook.read', {});
    const [idea] = proposals;
    if (idea === undefined) throw new Error('There is no idea to send.');
    await goTo(page, 'Outlook');
    const outlook = new OutlookPage(page);
    await outlook.open(outlook.idea(`${idea.activity.name} with ${idea.guests[0]?.name ?? ''}`));
    await outlook.invite();
    await expect(outlook.pending).toContainText(idea.activity.name);
    await home.sleep(10_000);
    await expect.poll(() => smtp.inbox.length).toBe(idea.guests.length);
    const emails = idea.guests.map(({ email }) => email).toSorted();
    expect(smtp.inbox.flatMap(({ envelopeTo }) => envelopeTo).toSorted()).toEqual(emails);

    const stored = await server.peer.request('GET', server.privateUrl);
    const unfolded = stored.text.replaceAll(/\r?\n[ \t]/g, '');
    expect(unfolded.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    for (const email of emails) expect(unfolded.toLowerCase()).toContain(`mailto:${email}`);
    await outlook.open(outlook.sent(idea.activity.name));
    await expect(outlook.panel.getByRole('heading', { name: 'In your calendar' })).toBeVisible();
    await expect(outlook.panel).toContainText('Private');
    // Read back, it is the same event and not a second one.
    await home.call('calendars.sync', { calendarId: null });
    const readBack = async () =>
      (await home.call('calendars.read', {})).calendars.find(({ isHome }) => isHome);
    await expect.poll(readBack, { timeout: 20_000 }).toMatchObject({ events: 2, sync: null });
    expect((await home.call('outlook.read', {})).invites).toHaveLength(1);
    await expect(outlook.sent(idea.activity.name)).toHaveCount(1);

    // Deleted on another device: the card says so, and one click puts it back.
    const folder = join(server.peer.storage, 'collection-root', server.peer.user, 'private');
    const file = (await readdir(folder)).find((name) => name.endsWith('.ics') && name !== 'yoga.ics');
    const gone = await server.peer.request('DELETE', `${server.privateUrl}${file ?? ''}`);
    expect(gone.status).toBe(200);
    await home.call('calendars.sync', { calendarId: null });
    await expect(outlook.panel.getByRole('status')).toContainText('Deleted in your calendar', {
      timeout: 20_000,
    });
    await outlook.panel.getByRole('button', { name: 'Put it back' }).click();
    await expect(outlook.panel.getByRole('status')).toContainText('Sent', { timeout: 20_000 });
    const back = await server.peer.request('GET', server.privateUrl);
    expect(back.text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
  } finally {
    await smtp.close();
  }
});

test('the network goes and comes back; the program ends and starts without its password', async ({
  page,
  home,
  server,
}) => {
  const { line, peer } = server;
  await page.goto(home.host.issueLink());
  await goTo(page, 'Settings');
  const calendars = new CalendarsPage(page);
  await connect(calendars, server);
  await calendars.submit('Read these');
  await calendars.submit('Done');
  await expect(calendars.row('Archive').getByText(/^120 events/)).toBeVisible({ timeout: 60_000 });

  await line.cut();
  await calendars.section.getByRole('button', { name: 'Sync now' }).click();
  const retry = calendars.section.getByRole('button', { name: 'Try again', exact: true });
  await expect(retry).toBeVisible();
  await goTo(page, 'Outlook');
  const outlook = new OutlookPage(page);
  await expect(page.getByText(/^No connection to /)).toBeVisible();
  await expect(outlook.columns.getByText('Board prep')).toBeVisible();
  await line.mend();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/^No connection to /)).toHaveCount(0);

  await home.stop();
  const again = await openAgain(home, 3 * 3_600_000);
  try {
    // Another process might have the password: for a minute it is waited for.
    await again.sleep(61_000);
    await again.sleep(61_000);
    await page.goto(again.host.issueLink());
    await expect(outlook.columns.getByText('Board prep')).toBeVisible();
    await page.getByRole('link', { name: 'See to it' }).click();
    await calendars.section.getByRole('button', { name: 'Type the password again' }).click();
    await expect(calendars.dialog).toContainText('This machine offers no keyring');
    await calendars.dialog.getByLabel('Password').fill(peer.password);
    await calendars.dialog.getByRole('button', { name: 'Connect again' }).click();
    await expect(calendars.dialog).toHaveCount(0);
    await expect(calendars.section.getByRole('button', { name: 'Type the password again' })).toHaveCount(0);
  } finally {
    await again.stop();
  }
});
