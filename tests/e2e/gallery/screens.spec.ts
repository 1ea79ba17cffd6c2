import { FirstRunPage } from '../pages/first-run.ts';
import { OutlookPage } from '../pages/outlook.ts';
import { PeoplePage } from '../pages/people.ts';
import { SettingsPage } from '../pages/settings.ts';
import { expect, test } from '../support/gallery.ts';

test('first run: place, people, then the plan', async ({ page, visit }) => {
  await visit({ scene: 'first-run' });
  const firstRun = new FirstRunPage(page);
  await firstRun.skip();
  await firstRun.chooseTown('Utr', 'Utrecht');
  await expect(page.getByText('You are in Utrecht, Netherlands.')).toBeVisible();
  await firstRun.next();
  await new PeoplePage(page).follow(['Ingrid Holm', 'Noor Bakker']);
  await expect(page.getByText('You follow Ingrid Holm and Noor Bakker.')).toBeVisible();
  await firstRun.finish();
  await expect(page.getByRole('heading', { name: 'A plan needs a calendar' })).toBeVisible();
});

test('first run: a sample week goes straight to the plan', async ({ page, visit }) => {
  await visit({ scene: 'first-run' });
  await new FirstRunPage(page).showSampleWeek();
  await expect(new OutlookPage(page).columns).toBeVisible();
  await expect(page.getByRole('link', { name: 'Sample week' })).toBeVisible();
});

test('people: search, circle, and a person added by hand', async ({ page, visit }) => {
  await visit({ hash: '#/people' });
  const people = new PeoplePage(page);
  await expect(people.rows).toHaveCount(10);
  await people.search.fill('dvorak');
  await expect(people.rows).toHaveText(['Łukasz Dvořák']);
  await people.search.fill('');
  await people.circle.selectOption('Reports');
  await expect(people.rows).toHaveText(['Priya Raman', 'Mei Lin']);
  await people.addPerson('Noor Bakker', 'noor@example.org');
  await expect(page.getByRole('heading', { level: 1, name: 'Noor Bakker' })).toBeVisible();
});

test('people: a form that is not filled says what is missing', async ({ page, visit }) => {
  await visit({ hash: '#/people/new' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('A name is needed.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveAttribute('aria-invalid', 'true');
});

test('people: a talk is noted and stands first', async ({ page, visit }) => {
  await visit({ hash: '#/people/id/p2' });
  await page.getByRole('button', { name: 'We talked' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Talked' }).first()).toContainText('4 Jun 2026');
});

test('settings: hours are saved as they are typed, and nonsense is not', async ({ page, visit }) => {
  await visit({ hash: '#/settings' });
  const section = await new SettingsPage(page).open('Hours');
  const until = section.getByRole('textbox', { name: 'Monday, work, until' });
  await until.fill('16');
  await until.press('Tab');
  await expect(until).toHaveValue('16:00');
  await expect(section.getByText('Saved')).toBeAttached();
  await until.fill('8');
  await until.press('Tab');
  await expect(section.getByText('The end has to be after the start.')).toBeVisible();
});

test('settings: language and look change at once', async ({ page, visit }) => {
  await visit({ hash: '#/settings/look' });
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('radio', { name: 'Nederlands' }).check();
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  await expect(page.getByRole('link', { name: 'Vooruitblik' })).toBeVisible();
});

test('settings: a mail account needs its parts, is kept and tested', async ({ page, visit }) => {
  await visit({ hash: '#/settings/mail' });
  await page.getByRole('button', { name: 'Save account' }).click();
  await expect(page.getByText('Server, port and sender address are needed.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Server (SMTP)' }).fill('smtp.example.org');
  await page.getByRole('combobox', { name: 'Encryption' }).selectOption('starttls');
  await expect(page.getByRole('textbox', { name: 'Port' })).toHaveValue('587');
  await page.getByRole('button', { name: 'Save account' }).click();
  await page.getByRole('button', { name: 'Test it' }).click();
  await expect(page.getByText('It works: 220 mail.example.org')).toBeVisible();
});

test('settings: protected time is added and removed', async ({ page, visit }) => {
  await visit({ hash: '#/settings/privateLife' });
  const section = page.getByRole('region', { name: 'Private life' });
  await section.getByRole('textbox', { name: 'Name' }).fill('Training');
  await section
    .getByRole('group', { name: 'Weekdays', exact: true })
    .getByRole('checkbox', { name: 'Tuesday' })
    .check();
  await section.getByRole('button', { name: 'Add' }).click();
  await expect(section.getByText('Training', { exact: true })).toBeVisible();
  await section.getByRole('button', { name: 'Remove: Training' }).click();
  await expect(section.getByText('Training', { exact: true })).toHaveCount(0);
});
