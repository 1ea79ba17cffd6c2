import { WeekPage } from '../pages/week.ts';
import { expect, test } from '../support/gallery.ts';

const POPOVER = { width: 400, height: 560 };
const TODAY = 'Thursday 4 June';

test('seven rows, today first, each with its weather and what is in it', async ({ page, visit }) => {
  await visit({ hash: '#/week' });
  const week = new WeekPage(page);
  await expect(week.rows).toHaveCount(7);
  const today = week.row(`Today, ${TODAY}`);
  await expect(today.getByRole('img', { name: 'clear' })).toBeVisible();
  await expect(today).toContainText('High 21°, low 14°');
  await expect(today).toContainText('Grill at home with Priya and Sam');
  await expect(today).toContainText('dry and 21° (88 %)');
  await expect(week.row('Sunday 7 June')).toContainText('Likely wet all day');
  await expect(page.getByText('One more idea after these seven days.')).toBeVisible();
  await expect(page).toHaveTitle('This week · Golden Hour');
});

test('a row opens to its why, and the exact text is one click further', async ({ page, visit }) => {
  await visit({ hash: '#/week' });
  const week = new WeekPage(page);
  // All of the row is the button, its date as well.
  await week.row(TODAY).getByRole('heading', { name: TODAY }).click({ force: true });
  await expect(week.toggle(TODAY)).toHaveAttribute('aria-expanded', 'true');
  await expect(week.row(TODAY)).toContainText('You aim for every 45 days');
  await expect(week.row(TODAY)).toContainText('If it rains');
  await week.row(TODAY).getByRole('button', { name: 'Edit first' }).click();
  const dialog = page.getByRole('dialog', { name: 'Before it leaves' });
  await expect(dialog).toContainText('priya');
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(week.row(TODAY)).toContainText(/Sending in \d+ s/);
});

test('one click counts down in its row, once announced, and can be undone there', async ({ page, visit }) => {
  await visit({ hash: '#/week' });
  const week = new WeekPage(page);
  await week.invite(TODAY);
  const row = week.row(TODAY);
  await expect(row).toContainText(/Sending in (10|9) s/);
  await expect(week.toggle(TODAY)).toBeFocused();
  const announced = page.getByRole('region', { name: 'About to leave' });
  await expect(announced.getByRole('status')).toContainText('Press U to undo');
  // The row has the button; a second one over the page would say the same.
  await expect(announced.getByRole('button')).toHaveCount(0);
  await week.undo(TODAY);
  await expect(week.notices).toContainText('Undone. Nothing left.');
  await expect(row.getByRole('button', { name: /^Invite/ })).toBeVisible();
});

test('the countdown is that of the stored deadline, wherever it is looked at', async ({ page, visit }) => {
  await visit({ hash: '#/week' });
  const week = new WeekPage(page);
  await week.invite(TODAY);
  await expect(week.row(TODAY)).toContainText('Sending in 8 s', { timeout: 5_000 });
  await page.keyboard.press('1');
  await expect(page.getByRole('region', { name: 'About to leave' })).toContainText(/in [678] s/);
  await page.keyboard.press('2');
  await expect(week.row(TODAY)).toContainText(/Sending in [5678] s/);
});

test('second thoughts: edit first takes it back and opens the text', async ({ page, visit }) => {
  await visit({ hash: '#/week' });
  const week = new WeekPage(page);
  await week.invite(TODAY);
  await week.row(TODAY).getByRole('button', { name: 'Edit first' }).click();
  await expect(page.getByRole('dialog', { name: 'Before it leaves' })).toBeVisible();
  await expect(week.row(TODAY)).not.toContainText('Sending in');
});

test('by keyboard: arrows, Enter, i, u and Esc', async ({ page, visit }) => {
  await visit({ hash: '#/week' });
  const week = new WeekPage(page);
  await week.days.waitFor();
  await page.keyboard.press('ArrowDown');
  await expect(week.toggle(TODAY)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(week.toggle('Friday 5 June')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(week.row('Friday 5 June')).toContainText('Date night');
  await expect(week.toggle('Friday 5 June')).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Escape');
  await expect(week.toggle('Friday 5 June')).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('End');
  await expect(week.toggle('Wednesday 10 June')).toBeFocused();
  await page.keyboard.press('i');
  await expect(week.row('Wednesday 10 June')).toContainText('Sending in');
  await page.keyboard.press('u');
  await expect(week.row('Wednesday 10 June').getByRole('button', { name: /^Invite/ })).toBeVisible();
  await expect(week.toggle('Wednesday 10 June')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(week.toggle(TODAY)).toBeFocused();
});

test('not this week clears the ideas and says until when', async ({ page, visit }) => {
  await visit({ hash: '#/week' });
  const week = new WeekPage(page);
  await page.getByRole('button', { name: 'Not this week' }).click();
  await expect(week.notices).toContainText('No more ideas until Monday.');
  await expect(week.rows).toHaveCount(7);
  await expect(page.getByRole('button', { name: /^Invite/ })).toHaveCount(0);
});

test('the popover has no header, closes with Esc and opens pages in the main window', async ({
  page,
  visit,
}) => {
  await page.setViewportSize(POPOVER);
  await visit({ popover: true });
  const week = new WeekPage(page);
  await expect(week.rows).toHaveCount(7);
  await expect(page.getByRole('banner')).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await week.openOutlook.click();
  await page.keyboard.press('Escape');
  await expect
    .poll(() => page.evaluate(() => window.scripted.calls.filter((name) => name.startsWith('window.'))))
    .toEqual(['window.open', 'window.closePopover']);
  await expect(week.rows).toHaveCount(7);
});

test('old data says how old it is; a failure, an empty start and a lost host have one thing to do', async ({
  page,
  visit,
}) => {
  await visit({ hash: '#/week', scene: 'stale' });
  await expect(page.getByRole('main')).toContainText('forecast from yesterday');
  await visit({ hash: '#/week', scene: 'failed' });
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await visit({ hash: '#/week', scene: 'no-calendar' });
  await expect(page.getByRole('link', { name: 'Connect a calendar' })).toBeVisible();
  await visit({ hash: '#/week' });
  await expect(new WeekPage(page).rows).toHaveCount(7);
  await page.evaluate(() => window.scripted.setConnected(false));
  await expect(page.getByText('You are offline. This is the last plan that was made.')).toBeVisible();
});
