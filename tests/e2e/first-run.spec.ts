import { startOpenMeteo } from '#tests/servers/open-meteo/server.ts';
import { FirstRunPage } from './pages/first-run.ts';
import { OutlookPage } from './pages/outlook.ts';
import { PeoplePage } from './pages/people.ts';
import { dropFile } from './support/drop-file.ts';
import { expect, START, test } from './support/fixtures.ts';

test.use({ settings: { firstRunDone: false } });

test('one click from nothing to the sample week, without a word in the console', async ({ page, home }) => {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(home.host.issueLink());
  await new FirstRunPage(page).showSampleWeek();
  const outlook = new OutlookPage(page);
  await expect(outlook.columns.getByRole('button', { name: /^Idea: / }).first()).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('Sample week');
  // The token is out of the address before anything else happens.
  expect(page.url()).not.toContain('token');
  expect(problems).toEqual([]);
});

const meeting = (uid: string, day: string, guest: string, name: string): string =>
  [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260501T080000Z',
    `DTSTART;TZID=Europe/Amsterdam:202509${day}T100000`,
    `DTEND;TZID=Europe/Amsterdam:202509${day}T110000`,
    'SUMMARY:Weekly',
    'ORGANIZER:mailto:alex@example.org',
    'ATTENDEE;PARTSTAT=ACCEPTED:mailto:alex@example.org',
    `ATTENDEE;CN=${name};PARTSTAT=ACCEPTED:mailto:${guest}`,
    'END:VEVENT',
  ].join('\r\n');

const CALENDAR = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Example//EN',
  'X-WR-CALNAME:Work',
  meeting('1', '02', 'priya@example.org', 'Priya Nair'),
  meeting('2', '09', 'priya@example.org', 'Priya Nair'),
  meeting('3', '10', 'sam@example.org', 'Sam Kok'),
  'BEGIN:VEVENT',
  'UID:broken',
  'DTSTART:tomorrow',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

test('three steps with one’s own calendar, place and people, and there is a plan', async ({ page, home }) => {
  await using weather = await startOpenMeteo({ nowMs: Date.parse(START) });
  const settings = await home.call('settings.read', {});
  const { url } = weather;
  await home.call('settings.save', {
    changes: {
      me: ['alex@example.org'],
      weather: { ...settings.weather, forecastUrl: url, ensembleUrl: url, geocodingUrl: url },
    },
  });
  await page.goto(home.host.issueLink());
  const firstRun = new FirstRunPage(page);

  await dropFile(page, 'work.ics', CALENDAR);
  await expect(page.getByRole('main')).toContainText('Work');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('1 entry skipped');
  await firstRun.next();

  await firstRun.chooseTown('Amst', 'Amsterdam');
  await expect(page.getByText('You are in Amsterdam')).toBeVisible();
  await firstRun.next();

  await new PeoplePage(page).follow(['Priya Nair', 'Sam Kok']);
  await expect(page.getByText('You follow 2 people more.')).toBeVisible();
  await firstRun.finish();

  const outlook = new OutlookPage(page);
  await expect(
    outlook.columns.getByRole('button', { name: /idea: .*(Priya Nair|Sam Kok)/i }).first(),
  ).toBeVisible();
  await expect(outlook.columns.getByRole('img', { name: 'Weather of the ten days' })).toBeVisible();
  // Only the town left this machine.
  for (const { url: asked } of weather.questions) {
    expect(asked.searchParams.get('latitude') ?? '52.37').toMatch(/^\d+(?:\.\d{1,2})?$/);
  }
  expect((await home.call('app.status', {})).firstRunDone).toBe(true);
});
