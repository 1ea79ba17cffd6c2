import { en } from '#renderer/ui/text/en.ts';
import { nl } from '#renderer/ui/text/nl.ts';
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

test('a newer version takes three clicks, each of which says what it does', async ({ page, visit }) => {
  await visit(visitDesktop);
  const section = page.getByRole('region', { name: 'Desktop' });
  await expect(section).toContainText('You have Golden Hour 0.1.0.');
  await section.getByRole('button', { name: 'Look for a newer version' }).click();
  await expect(section).toContainText('Golden Hour 0.2.0 is out.');
  await section.getByRole('button', { name: 'Download' }).click();
  await expect(section).toContainText('It is installed when you quit.');
  await section.getByRole('button', { name: 'Restart and install' }).click();
  await expect(section).toContainText('It is the newest version.');
  const daily = section.getByRole('checkbox', { name: 'Look once a day' });
  await expect(daily).not.toBeChecked();
  await daily.click();
  await expect(daily).toBeChecked();
});

for (const language of ['en', 'nl'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`the row of newer versions: ${language}, ${theme}`, async ({ page, visit }) => {
      const { updates } = { en, nl }[language].settings.desktop;
      await visit({ ...visitDesktop, language, theme });
      await page.getByRole('button', { name: updates.check }).click();
      const download = page.getByRole('button', { name: updates.download });
      await download.scrollIntoViewIfNeeded();
      await expect(page.getByText(updates.ways['in-place'])).toBeVisible();
      await test.info().attach('row', { body: await page.screenshot(), contentType: 'image/png' });
    });
  }
}

test('another host says that this needs the desktop app', async ({ page, visit }) => {
  await visit({ hash: '#/settings/desktop', language: 'nl' });
  const section = page.getByRole('region', { name: 'Bureaublad' });
  await expect(section).toContainText('horen bij de desktop-app');
  await expect(section.getByRole('checkbox')).toHaveCount(0);
});
