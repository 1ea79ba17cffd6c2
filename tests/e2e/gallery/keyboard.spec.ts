import type { Page } from '@playwright/test';
import { OutlookPage } from '../pages/outlook.ts';
import { expect, test } from '../support/gallery.ts';

const focusedName = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.querySelector('.visually-hidden')?.textContent);

test('arrows walk through days and cards, and the columns are one tab stop', async ({ page, visit }) => {
  await visit();
  const outlook = new OutlookPage(page);
  await outlook.idea('Grill at home').focus();
  await page.keyboard.press('ArrowUp');
  expect(await focusedName(page)).toContain('Thursday 4 June');
  await page.keyboard.press('ArrowRight');
  expect(await focusedName(page)).toContain('Friday 5 June');
  await page.keyboard.press('End');
  expect(await focusedName(page)).toContain('Saturday 13 June');
  await page.keyboard.press('ArrowDown');
  expect(await focusedName(page)).toContain('Picnic');
  await page.keyboard.press('Tab');
  await expect(outlook.panel.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Shift+Tab');
  expect(await focusedName(page)).toContain('Picnic');
});

test('Enter opens, Esc closes to the overview', async ({ page, visit }) => {
  await visit();
  const outlook = new OutlookPage(page);
  await outlook.idea('Walk').focus();
  await page.keyboard.press('Enter');
  await expect(outlook.panel.getByRole('heading', { level: 2 })).toHaveText('Walk');
  await page.keyboard.press('Escape');
  await expect(outlook.panel.getByRole('heading', { level: 2 })).toHaveText('At a glance');
});

test('i invites the card under the focus, u takes it back, and the focus stays with the card', async ({
  page,
  visit,
}) => {
  await visit();
  const outlook = new OutlookPage(page);
  await outlook.idea('Walk').focus();
  await page.keyboard.press('i');
  await expect(outlook.pending).toContainText('Sending “Walk” to Dan Kowalski');
  await expect(outlook.pending.getByRole('status')).toContainText('Press U to undo');
  await expect(outlook.sent('Walk')).toBeFocused();
  await page.keyboard.press('u');
  await expect(outlook.notices).toContainText('Undone. Nothing left.');
  await expect(outlook.idea('Walk')).toBeFocused();
  await expect(outlook.pending.getByRole('button')).toHaveCount(0);
});

test('t moves a card without a mouse', async ({ page, visit }) => {
  await visit();
  const outlook = new OutlookPage(page);
  await outlook.idea('Grill at home').focus();
  await page.keyboard.press('t');
  const dialog = outlook.dialog('Another time');
  await expect(dialog.getByRole('button', { name: /^Grill at home Wed 10 Jun 18:00/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(outlook.notices).toContainText('Moved to Wednesday 10 June, 18:00–20:30.');
  await expect(outlook.idea('Grill at home')).toHaveAccessibleName(/Wednesday 10 June, 18:00–20:30/);
});

test('a dialog keeps the focus inside and gives it back', async ({ page, visit }) => {
  await visit();
  const outlook = new OutlookPage(page);
  const edit = outlook.panel.getByRole('button', { name: 'Edit first' });
  await edit.focus();
  await page.keyboard.press('Enter');
  const dialog = outlook.dialog('Before it leaves');
  await expect(dialog.getByRole('textbox', { name: 'Subject' })).toBeVisible();
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('Tab');
  expect(
    await dialog.evaluate((element) =>
      [element, document.body].some(
        (root) =>
          root === document.activeElement || (root === element && root.contains(document.activeElement)),
      ),
    ),
  ).toBe(true);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(edit).toBeFocused();
});

test('? explains the keys, and single letters can be switched off', async ({ page, visit }) => {
  await visit();
  const outlook = new OutlookPage(page);
  await page.keyboard.press('?');
  const help = outlook.dialog('By keyboard');
  await help.getByRole('checkbox', { name: /Single letters/ }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await expect(outlook.columns).toBeVisible();
  await page.keyboard.press('?');
  await expect(help).toHaveCount(0);
});

test('1 to 4 change the page and lead the focus to it', async ({ page, visit }) => {
  await visit();
  await page.keyboard.press('2');
  await expect(page.getByRole('heading', { level: 1, name: 'This week' })).toBeVisible();
  await page.keyboard.press('3');
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page).toHaveTitle('People · Golden Hour');
  await page.keyboard.press('4');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('letters typed into a field stay letters', async ({ page, visit }) => {
  await visit({ hash: '#/people' });
  await page.getByRole('searchbox', { name: 'Search' }).pressSequentially('1sam?');
  await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('1sam?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
