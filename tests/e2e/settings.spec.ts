import { startSmtpServer } from '#tests/servers/smtp/server.ts';
import { OutlookPage } from './pages/outlook.ts';
import { SettingsPage } from './pages/settings.ts';
import { expect, test } from './support/fixtures.ts';

const goTo = async (page: SettingsPage['page'], where: 'Outlook' | 'Settings'): Promise<void> => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: where }).click();
};

test('a mail account is saved, tried, and its password never comes back', async ({ page, home }) => {
  const smtp = await startSmtpServer({ from: 'alex@example.org' });
  try {
    await page.goto(home.host.issueLink());
    await goTo(page, 'Settings');
    const mail = await new SettingsPage(page).open('Mail');
    await expect(mail).toContainText('the password is kept in memory');
    await mail.getByRole('combobox', { name: 'Encryption' }).selectOption('none');
    await mail.getByRole('textbox', { name: 'Server (SMTP)' }).fill('127.0.0.1');
    await mail.getByRole('textbox', { name: 'Port' }).fill(String(smtp.account.port));
    await mail.getByRole('textbox', { name: 'Sender address' }).fill('alex@example.org');
    await mail.getByRole('textbox', { name: 'User name' }).fill('alex');
    await mail.getByLabel('Password').fill(smtp.password);
    await mail.getByRole('button', { name: 'Save account' }).click();
    await mail.getByRole('button', { name: 'Test it' }).click();
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('It works');
    await expect(mail.getByLabel('Password')).toHaveValue('');
    expect(smtp.inbox).toHaveLength(0);

    await mail.getByLabel('Password').fill('wrong');
    await mail.getByRole('button', { name: 'Save account' }).click();
    await mail.getByRole('button', { name: 'Test it' }).click();
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('does not accept the login');
  } finally {
    await smtp.close();
  }
});

test('a quiet weekday is quiet, and the sample week goes as it came', async ({ page, home }) => {
  await page.goto(home.host.issueLink());
  await goTo(page, 'Settings');
  const settings = new SettingsPage(page);
  const calendars = await settings.open('Calendars');
  await calendars.getByRole('button', { name: 'Load the sample week' }).click();
  await expect(calendars.getByRole('listitem')).toContainText('Sample week');
  await expect(calendars.getByRole('button', { name: 'Remove the sample week' })).toBeEnabled();

  const privateLife = await settings.open('Private life');
  // Checked once the host has saved it, not before.
  const tuesdays = privateLife.getByRole('checkbox', { name: 'Tuesday' }).first();
  await tuesdays.click();
  await expect(tuesdays).toBeChecked();
  await goTo(page, 'Outlook');
  const outlook = new OutlookPage(page);
  const tuesday = outlook.columns.getByRole('region', { name: 'Tuesday 2 June' });
  await expect(tuesday).toContainText('quiet', { ignoreCase: true });
  await expect(tuesday.getByRole('button', { name: /^Idea/ })).toHaveCount(0);

  await goTo(page, 'Settings');
  const again = await settings.open('Calendars');
  await again.getByRole('button', { name: 'Remove the sample week' }).click();
  await expect(again.getByRole('button', { name: 'Load the sample week' })).toBeVisible();
  await expect(page.getByRole('banner')).not.toContainText('Sample week');
  expect((await home.call('people.list', {})).people).toEqual([]);
});
