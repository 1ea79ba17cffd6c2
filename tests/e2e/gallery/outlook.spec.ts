import type { Locator } from '@playwright/test';
import { dropFile } from '../support/drop-file.ts';
import { OutlookPage } from '../pages/outlook.ts';
import { expect, test } from '../support/gallery.ts';

async function readBox(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not on the screen.');
  return box;
}

test('the columns fill the window, and no card or block cuts a line of text', async ({ page, visit }) => {
  for (const size of [
    { width: 1280, height: 800 },
    { width: 1680, height: 1050 },
  ]) {
    await page.setViewportSize(size);
    await visit();
    const outlook = new OutlookPage(page);
    const box = await readBox(outlook.columns);
    expect(Math.round(box.y + box.height)).toBe(size.height);
    const cut = await page.locator('.block-title, .card-title').evaluateAll((titles) =>
      titles
        .filter((title) => {
          const text = title.getBoundingClientRect();
          const frame = title.closest('.block, .card')?.getBoundingClientRect();
          return (
            text.height > 0 &&
            frame !== undefined &&
            (text.bottom > frame.bottom + 1 || text.top < frame.top - 1)
          );
        })
        .map((title) => title.textContent),
    );
    expect(cut).toEqual([]);
  }
});

test('a card can be dragged to another opening, and is refused where something is', async ({
  page,
  visit,
}) => {
  await visit();
  const outlook = new OutlookPage(page);
  const card = await readBox(outlook.idea('Grill at home'));
  const column = card.width + 6;
  const grab = { x: card.x + card.width / 2, y: card.y + 8 };
  await page.mouse.move(grab.x, grab.y);
  await page.mouse.down();
  await page.mouse.move(grab.x + column, grab.y, { steps: 4 });
  await expect(page.locator('.ghost')).toContainText('Date night');
  await page.mouse.move(grab.x + 6 * column, grab.y, { steps: 4 });
  await expect(page.locator('.ghost')).toContainText('Possible');
  await page.mouse.up();
  await expect(outlook.idea('Grill at home')).toHaveAccessibleName(/Wednesday 10 June, 18:00–20:30/);
  await expect(outlook.panel.getByRole('heading', { level: 2 })).toHaveText('Grill at home');
});

test('Esc lets a dragged card go', async ({ page, visit }) => {
  await visit();
  const outlook = new OutlookPage(page);
  const card = await readBox(outlook.idea('Walk'));
  await page.mouse.move(card.x + 20, card.y + 10);
  await page.mouse.down();
  await page.mouse.move(card.x + 120, card.y + 60, { steps: 3 });
  await expect(page.locator('.ghost')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.ghost')).toHaveCount(0);
  await page.mouse.up();
  await expect(outlook.idea('Walk')).toHaveAccessibleName(/12:15–13:15/);
});

test('what is about to leave is on every screen', async ({ page, visit }) => {
  await visit();
  const outlook = new OutlookPage(page);
  await outlook.invite();
  await page.getByRole('link', { name: 'People' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
  await outlook.undo();
  await expect(outlook.notices).toContainText('Undone');
});

test('one tap records an answer, and a second takes it back', async ({ page, visit }) => {
  await visit();
  const outlook = new OutlookPage(page);
  await outlook.open(outlook.sent('Dinner out'));
  const yes = outlook.panel.getByRole('button', { name: 'Jonas Weber said yes' });
  await yes.click();
  await expect(yes).toHaveAttribute('aria-pressed', 'true');
  await expect(outlook.panel).toContainText('Sent, everybody said yes.');
  await yes.click();
  await expect(outlook.panel).toContainText('waiting for 1 answer');
});

test('calling off asks first and can be undone', async ({ page, visit }) => {
  await visit();
  const outlook = new OutlookPage(page);
  await outlook.open(outlook.sent('Dinner out'));
  await outlook.panel.getByRole('button', { name: 'Call it off' }).click();
  const dialog = outlook.dialog('Call off “Dinner out”?');
  await expect(dialog).toContainText('Rachel Stein and Jonas Weber will be told.');
  await dialog.getByRole('button', { name: 'Call it off' }).click();
  await expect(outlook.pending).toContainText('Calling off “Dinner out”');
});

test('not now takes the idea away', async ({ page, visit }) => {
  await visit();
  const outlook = new OutlookPage(page);
  await outlook.panel.getByRole('button', { name: 'Not now' }).click();
  await outlook.panel.getByRole('button', { name: 'in a week' }).click();
  await expect(outlook.idea('Grill at home')).toHaveCount(0);
  await expect(outlook.panel.getByRole('heading', { level: 2 })).toHaveText('At a glance');
});

test('a dropped calendar is read, and a file of no known kind is named', async ({ page, visit }) => {
  await visit({ scene: 'no-calendar' });
  const outlook = new OutlookPage(page);
  await expect(page.getByRole('heading', { name: 'A plan needs a calendar' })).toBeVisible();
  await dropFile(page, 'Home.ics', 'BEGIN:VCALENDAR');
  await expect(outlook.notices).toContainText('Home: 3 events read.');
  await expect(outlook.columns).toBeVisible();
  await dropFile(page, 'photo.jpg', '…');
  await expect(outlook.notices).toContainText('photo.jpg could not be read.');
});

test('a small window reads the same plan as a list and opens details over it', async ({ page, visit }) => {
  await page.setViewportSize({ width: 420, height: 800 });
  await visit();
  await expect(page.getByRole('group', { name: 'Ten days, hour by hour' })).toHaveCount(0);
  await page.getByRole('button', { name: /^Walk with Dan/ }).click();
  const details = page.getByRole('dialog', { name: 'Details' });
  await expect(details).toContainText('it has been 97');
  await details.getByRole('button', { name: 'Close' }).click();
  await expect(details).toHaveCount(0);
});

test('a lost host is said, and its return too', async ({ page, visit }) => {
  await visit();
  await page.evaluate(() => window.scripted.setConnected(false));
  await expect(page.getByText('Golden Hour does not answer. Looking for it …')).toBeVisible();
  await expect(page.getByText('You are offline. This is the last plan that was made.')).toBeVisible();
  await page.evaluate(() => window.scripted.setConnected(true));
  await expect(page.getByText('Golden Hour does not answer.')).toHaveCount(0);
});
