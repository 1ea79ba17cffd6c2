import { expect, test } from '../support/gallery.ts';

const visitDesktop = { scene: 'desktop', hash: '#/settings/desktop' } as const;

test('each kind of notification is switched off by itself, and the weekly plan has its day and hour', async ({
  page,
  visit,
}) => {
  await visit(visitDesktop);
  const section = page.getByRole('region', { name: 'Desktop' });
  await section.getByLabel('On', { exact: true }).selectOption('Sunday');
  const time = section.getByLabel('Time of the weekly plan');
  await time.fill('17:00');
  await time.press('Enter');
  await expect(time).toHaveValue('17:00');
  await section.getByRole('checkbox', { name: 'What guests answer' }).click();
  await section.getByRole('checkbox', { name: 'The plan of my week' }).click();
  await expect(time).toHaveCount(0);
  await expect(section.getByRole('checkbox', { name: 'An invite that needs my decision' })).toBeChecked();
});

test('notifications pause and go on', async ({ page, visit }) => {
  await visit(visitDesktop);
  await page.getByRole('button', { name: 'Pause until tomorrow' }).click();
  await expect(page.getByText('Paused until Friday 5 June.')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('button', { name: 'Pause until next week' })).toBeVisible();
});

test('a shortcut is pressed, not spelled, and says whether it works', async ({ page, visit }) => {
  await visit(visitDesktop);
  const field = page.getByLabel('Keys that open this week, from anywhere');
  await field.press('g');
  await expect(page.getByText('Add Ctrl, Alt or the system key.')).toBeVisible();
  await field.press('Control+Alt+KeyG');
  await expect(field).toHaveValue('Control + Alt + G');
  await expect(page.getByText('These keys work.')).toBeVisible();
  await field.press('Alt+F4');
  await expect(page.getByRole('alert')).toContainText('belong to another program');
  await field.press('Backspace');
  await expect(field).toHaveValue('');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await field.press('Tab');
  await expect(field).not.toBeFocused();
});

test('another host says that this needs the desktop app', async ({ page, visit }) => {
  await visit({ hash: '#/settings/desktop', language: 'nl' });
  const section = page.getByRole('region', { name: 'Bureaublad' });
  await expect(section).toContainText('horen bij de desktop-app');
  await expect(section.getByRole('checkbox')).toHaveCount(0);
});
