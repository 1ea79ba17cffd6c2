import type { Locator, Page } from '@playwright/test';
import { OutlookPage } from '../pages/outlook.ts';
import { WeekPage } from '../pages/week.ts';
import { expect, test } from '../support/gallery.ts';

const asks = (page: Page): Locator => page.getByRole('region', { name: 'Did it happen?' });
const ask = (page: Page, text: string): Locator => asks(page).getByRole('listitem').filter({ hasText: text });
const moved = (page: Page): Locator => page.getByRole('dialog', { name: 'When is it now?' });

test('the morning after: two questions on top of the week, answered or left', async ({ page, visit }) => {
  await visit({ hash: '#/week', scene: 'morning-after' });
  await expect(asks(page).getByRole('listitem')).toHaveText([
    /^Walk with Mei, yesterday\. Did it happen\?/,
    /^Dinner out with Aiko and Tom, Mon 1 Jun\. Did it happen\?/,
  ]);
  await ask(page, 'Walk').getByRole('button', { name: 'Yes' }).click();
  await expect(ask(page, 'Walk')).toContainText('Noted: it happened.');
  await expect(ask(page, 'Walk').getByRole('button', { name: 'Undo' })).toBeFocused();
  await expect(ask(page, 'Dinner out').getByRole('button', { name: 'No', exact: true })).toBeVisible();
});

test('by keyboard: no, taken back, and the question has the focus again', async ({ page, visit }) => {
  await visit({ hash: '#/week', scene: 'morning-after' });
  const dinner = ask(page, 'Dinner out');
  await dinner.getByRole('button', { name: 'No', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(dinner).toContainText('it did not happen. They are back in your plan.');
  await expect(dinner.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dinner).toContainText('Did it happen?');
  await expect(dinner.getByRole('button', { name: 'Yes' })).toBeFocused();
});

test('moved: a new time with the usual undo, which brings the question back', async ({ page, visit }) => {
  await visit({ hash: '#/week', scene: 'morning-after' });
  await ask(page, 'Walk').getByRole('button', { name: 'Moved' }).click();
  await moved(page).getByRole('combobox').selectOption({ label: 'Saturday 6 June' });
  await moved(page).getByRole('button', { name: 'Move', exact: true }).click();
  const week = new WeekPage(page);
  await expect(week.row('Saturday 6 June')).toContainText(/New time goes out in \d+ s/);
  await expect(ask(page, 'Walk')).toContainText('It has a new time.');
  await week.undo('Saturday 6 June');
  await expect(ask(page, 'Walk')).toContainText('Did it happen?');
});

test('moved, not yet planned: the question ends', async ({ page, visit }) => {
  await visit({ hash: '#/week', scene: 'morning-after' });
  await ask(page, 'Walk').getByRole('button', { name: 'Moved' }).click();
  await moved(page).getByRole('button', { name: 'No new time yet' }).click();
  await expect(moved(page)).toHaveCount(0);
  await expect(ask(page, 'Walk')).toContainText('Noted: not then.');
});

test('the overview of the outlook asks too; without a question there is nothing', async ({ page, visit }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await visit({ scene: 'morning-after' });
  await new OutlookPage(page).columns.waitFor();
  await page.keyboard.press('Escape');
  await ask(page, 'Walk').getByRole('button', { name: 'No', exact: true }).click();
  await expect(ask(page, 'Walk')).toContainText('it did not happen');
  await page.setViewportSize({ width: 420, height: 800 });
  await visit({ scene: 'morning-after' });
  await expect(asks(page)).toBeInViewport();
  await visit({ hash: '#/week' });
  await new WeekPage(page).days.waitFor();
  await expect(asks(page)).toHaveCount(0);
});
