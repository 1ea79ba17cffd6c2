import { calendarId } from '#contract/ids.ts';
import { CalendarsPage } from '../pages/calendars.ts';
import { expect, test } from '../support/gallery.ts';

const HASH = '#/settings/calendars';
const login = { server: 'dav.example.org', user: 'alex', password: 'right' };

test('an account: a wrong password stands at its field, what was typed stays, then calendars and home', async ({
  page,
  visit,
}) => {
  await visit({ scene: 'connected', hash: HASH });
  const calendars = new CalendarsPage(page);
  await calendars.startAdding('An account');
  await calendars.fillAccount({ ...login, password: 'wrong' });
  await calendars.submit('Connect');
  const password = calendars.dialog.getByLabel('Password');
  await expect(password).toBeFocused();
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await expect(password).toHaveAccessibleDescription(/does not accept this name and password/);
  await expect(calendars.dialog.getByRole('textbox', { name: 'Server' })).toHaveValue('dav.example.org');
  await expect(calendars.dialog.getByRole('textbox', { name: 'User name' })).toHaveValue('alex');

  await password.fill('right');
  await calendars.submit('Connect');
  await expect(calendars.dialog.getByRole('heading', { name: 'Which calendars?' })).toBeVisible();
  const boxes = calendars.dialog.getByRole('checkbox');
  await expect(boxes).toHaveCount(3);
  await expect(boxes.first()).toBeFocused();
  await boxes.nth(2).uncheck();
  await calendars.submit('Read these');

  await expect(calendars.dialog.getByRole('heading', { name: 'Where do invites go?' })).toBeVisible();
  const home = calendars.dialog.getByRole('radio', { name: 'Private, alex on dav.example.org' });
  await expect(home).toHaveAccessibleDescription('dav.example.org mails the invite to the guests.');
  await home.check();
  await expect(home).toBeChecked();
  await calendars.submit('Done');
  await expect(calendars.dialog).toHaveCount(0);
  await expect(calendars.section.getByRole('button', { name: 'Add a calendar' })).toBeFocused();
  await expect(calendars.section.getByRole('heading', { name: 'alex on dav.example.org' })).toBeVisible();
});

test('connecting: the button waits, the page says so, and nothing is lost by going back', async ({
  page,
  visit,
}) => {
  await visit({ scene: 'connected', hash: HASH });
  const calendars = new CalendarsPage(page);
  await calendars.startAdding('An account');
  await calendars.fillAccount({ ...login, server: 'slow.example.org' });
  await calendars.submit('Connect');
  await expect(calendars.dialog.getByRole('status').first()).toHaveText('Looking for your calendars …');
  await expect(calendars.dialog.getByRole('button', { name: 'Connect' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await calendars.dialog.getByRole('button', { name: 'Back' }).click();
  await calendars.dialog.getByRole('button', { name: /^An account/ }).click();
  await expect(calendars.dialog.getByRole('textbox', { name: 'Server' })).toHaveValue('slow.example.org');
});

test('an address that gives no calendar is refused where it stands; a good one is read', async ({
  page,
  visit,
}) => {
  await visit({ scene: 'connected', hash: HASH });
  const calendars = new CalendarsPage(page);
  await calendars.startAdding('The address of a calendar');
  const address = calendars.dialog.getByRole('textbox', { name: 'Address' });
  await calendars.submit('Read it');
  await expect(address).toBeFocused();
  await expect(address).toHaveAccessibleDescription(/An address starts with/);
  await address.fill('https://nowhere.example.org/x.ics');
  await calendars.submit('Read it');
  await expect(address).toHaveAccessibleDescription(/answers with a page and no calendar/);
  await address.fill('webcal://club.example.org/secret/x.ics');
  await calendars.submit('Read it');
  await expect(calendars.dialog).toHaveCount(0);
  await expect(calendars.row('Club')).toContainText('feed, club.example.org');
  await expect(page.locator('body')).not.toContainText('secret/x.ics');
});

test('a file that is watched', async ({ page, visit }) => {
  await visit({ scene: 'connected', hash: HASH });
  const calendars = new CalendarsPage(page);
  await calendars.startAdding('A file that is watched');
  await calendars.dialog.getByRole('textbox', { name: 'Path' }).fill('work.ics');
  await calendars.submit('Watch it');
  await expect(calendars.dialog.getByRole('textbox', { name: 'Path' })).toHaveAccessibleDescription(
    /whole path/,
  );
  await calendars.dialog.getByRole('textbox', { name: 'Path' }).fill('/home/alex/rota.ics');
  await calendars.submit('Watch it');
  await expect(calendars.row('rota')).toContainText('watched file, /home/alex/rota.ics');
});

test('a reading shows 4,200 of 10,000, is told of in quarters, and can be cancelled', async ({
  page,
  visit,
}) => {
  await visit({ scene: 'syncing', hash: HASH });
  const calendars = new CalendarsPage(page);
  const row = calendars.row('Private');
  const bar = row.getByRole('progressbar', { name: 'Reading Private' });
  await expect(row).toContainText('4,200 of 10,000');
  await expect(bar).toHaveAttribute('value', '4200');
  const said = calendars.section.getByRole('status').filter({ hasText: 'Private' });
  await expect(said).toHaveText('Reading Private …');
  const step = (done: number) =>
    page.evaluate(
      ([id, count]) =>
        window.scripted.push('calendar.progress', { calendarId: id, sync: { done: count, total: 10_000 } }),
      [calendarId('Private'), done] as const,
    );
  await step(4300);
  await expect(row).toContainText('4,300 of 10,000');
  await expect(said).toHaveText('Reading Private …');
  await step(5100);
  await expect(said).toHaveText('Private: 50 percent read.');
  await row.getByRole('button', { name: 'Cancel reading Private' }).click();
  await expect(bar).toHaveCount(0);
});

test('a feed that is suddenly empty asks first', async ({ page, visit }) => {
  await visit({ scene: 'emptied', hash: HASH });
  const calendars = new CalendarsPage(page);
  const row = calendars.row('Rowing club');
  await expect(row).toContainText('What was there is kept until you say so.');
  await row.getByRole('button', { name: 'Yes, it is empty' }).click();
  await expect(row).toContainText('0 events');
});

test('a secret that is lost is typed again: the password for the account, the address for the feed', async ({
  page,
  visit,
}) => {
  await visit({ scene: 'secret-lost', hash: HASH });
  const calendars = new CalendarsPage(page);
  await expect(calendars.section.getByRole('button', { name: 'Type the password again' })).toHaveCount(1);
  await calendars.section.getByRole('button', { name: 'Type the password again' }).click();
  const password = calendars.dialog.getByLabel('Password');
  await expect(password).toBeFocused();
  await expect(password).toHaveAttribute('type', 'password');
  await expect(password).toHaveAttribute('autocomplete', 'off');
  await expect(calendars.dialog).toContainText('This machine offers no keyring');
  await password.fill('wrong');
  await password.press('Enter');
  await expect(password).toHaveAccessibleDescription(/does not accept/);
  await password.fill('right');
  await password.press('Enter');
  await expect(calendars.dialog).toHaveCount(0);
  await expect(calendars.section.getByRole('button', { name: 'Type the password again' })).toHaveCount(0);

  await calendars.row('Rowing club').getByRole('button', { name: 'Type the address again' }).click();
  await calendars.dialog.getByRole('textbox', { name: 'Address' }).fill('https://rowing.example.org/x.ics');
  await calendars.dialog.getByRole('button', { name: 'Use this address' }).click();
  await expect(calendars.row('Rowing club').getByRole('button')).toHaveText(['Remove']);
});

test('what a calendar is can be changed, and removing one says what is forgotten', async ({
  page,
  visit,
}) => {
  await visit({ scene: 'connected', hash: HASH });
  const calendars = new CalendarsPage(page);
  const rowing = calendars.row('Rowing club');
  await rowing.getByRole('combobox', { name: 'What Rowing club is' }).selectOption('Household');
  await expect(rowing).toContainText('what is in it is never shown');
  await rowing.getByRole('button', { name: 'Remove Rowing club' }).click();
  await expect(calendars.dialog).toContainText('forgets its address and its 64 events');
  await calendars.dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(rowing.getByRole('button', { name: 'Remove Rowing club' })).toBeFocused();
  await rowing.getByRole('button', { name: 'Remove Rowing club' }).click();
  await calendars.dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(rowing).toHaveCount(0);

  await calendars.section.getByRole('button', { name: 'Remove account alex@example.org' }).click();
  await expect(calendars.dialog).toContainText('its password and 2 calendars');
  await expect(calendars.dialog).toContainText('they leave by mail only');
  await calendars.dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(calendars.row('Private')).toHaveCount(0);
  // Never lost: the keyboard goes on from the top of the section.
  await expect(page.locator('body')).not.toBeFocused();
});

test('calendars that are no longer ticked are forgotten, and it says so first', async ({ page, visit }) => {
  await visit({ scene: 'connected', hash: HASH });
  const calendars = new CalendarsPage(page);
  await calendars.section.getByRole('button', { name: 'Choose calendars of alex@example.org' }).click();
  await calendars.dialog.getByRole('checkbox', { name: 'Family' }).uncheck();
  await expect(calendars.dialog.getByRole('status').first()).toContainText('forgets what it read of Family');
  await calendars.submit('Read these');
  await expect(calendars.dialog).toHaveCount(0);
  await expect(calendars.row('Family')).toHaveCount(0);
});

test('no connection is said once, and asked again in one place', async ({ page, visit }) => {
  await visit({ scene: 'calendars-offline', hash: HASH });
  const calendars = new CalendarsPage(page);
  await expect(calendars.section.getByText('There is no connection.')).toHaveCount(1);
  await calendars.section.getByRole('button', { name: 'Try again', exact: true }).click();
  await expect(calendars.section.getByText('There is no connection.')).toHaveCount(0);
});

test('the plan says how old its calendars are, how far a reading is, and leads to what helps', async ({
  page,
  visit,
}) => {
  await visit({ scene: 'syncing' });
  await expect(page.getByRole('progressbar', { name: 'Reading Private' })).toBeVisible();
  await expect(page.getByText('Rowing club: calendar from yesterday.')).toBeVisible();
  await visit({ scene: 'unauthorized' });
  await page.getByRole('link', { name: 'See to it' }).click();
  await expect(page.getByRole('region', { name: 'Calendars' })).toBeVisible();
});

test('an invite says in which calendar it lies, and a preview how it leaves', async ({ page, visit }) => {
  await visit({ scene: 'connected' });
  await page.getByRole('button', { name: 'Edit first' }).click();
  await expect(page.getByRole('dialog')).toContainText('its server mails the guests');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Dinner out with/ }).click();
  const panel = page.getByRole('complementary', { name: 'Details' });
  await expect(panel.getByRole('heading', { name: 'In your calendar' })).toBeVisible();
  await expect(panel).toContainText('Private');
});

test('first run: an account or an address is connected there and then', async ({ page, visit }) => {
  await visit({ scene: 'first-run' });
  const calendars = new CalendarsPage(page);
  await page.getByRole('button', { name: 'Add an address' }).click();
  await calendars.dialog.getByRole('textbox', { name: 'Address' }).fill('https://club.example.org/x.ics');
  await calendars.submit('Read it');
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'Club' })).toContainText(
    '412 events',
  );
  await page.getByRole('button', { name: 'Connect an account' }).click();
  await calendars.fillAccount(login);
  await calendars.submit('Connect');
  await calendars.submit('Read these');
  await calendars.submit('Done');
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'Private' })).toContainText(
    'being read',
  );
});

test('by keyboard alone: a calendar is added and the focus comes back', async ({ page, visit }) => {
  await visit({ scene: 'connected', hash: HASH });
  const add = page.getByRole('button', { name: 'Add a calendar' });
  await add.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^The address of a calendar/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Address' })).toBeFocused();
  await page.keyboard.type('https://club.example.org/x.ics');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(add).toBeFocused();
});

test('an invite that was deleted or moved in the calendar says so, and what can be done', async ({
  page,
  visit,
}) => {
  const panel = page.getByRole('complementary', { name: 'Details' });
  await visit({ scene: 'deleted' });
  await page.getByRole('button', { name: /^Dinner out with/ }).click();
  await expect(panel.getByRole('status')).toContainText('Deleted in your calendar');
  await expect(panel.getByRole('button', { name: 'Call it off' })).toBeVisible();
  await expect(panel.getByRole('button', { name: /said yes/ }).first()).toBeVisible();
  await panel.getByRole('button', { name: 'Put it back' }).click();
  await expect(panel.getByRole('status')).toContainText('About to leave');
  await visit({ scene: 'moved' });
  await page.getByRole('button', { name: /^Dinner out with/ }).click();
  await expect(panel.getByRole('status')).toContainText('Moved in your calendar');
  await expect(panel.getByRole('button', { name: 'Send the new time' })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Leave it as it is' })).toBeVisible();
});
