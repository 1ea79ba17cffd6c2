import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { WeekPage } from '../pages/week.ts';
import { chooseInTrayMenu, expect, openDesktop, test, waitForPopover } from '../support/desk.ts';

// A Monday at nine: the weekly plan was due at half past eight.
test.describe('notifications', () => {
  test('of the weekly plan: a click opens it, the next one invites, and a restart repeats nothing', async ({
    desk,
    desktopKind,
    folder,
  }) => {
    const { outside } = desk;
    await desk.call('sample.load', {});
    await expect.poll(() => outside.notifications(), { timeout: 15_000 }).toHaveLength(1);
    expect((await outside.notifications())[0]).toMatchObject({
      title: expect.stringMatching(/for your week$/),
      body: expect.stringMatching(/ with .*, \w{3} \d\d:\d\d/),
      actions: ['Not any more'],
    });
    await outside.clickNotification(0);
    const week = new WeekPage(await waitForPopover(desk.desktop));
    await week.invites.first().click();
    await expect.poll(async () => (await desk.call('invites.list', {})).length).toBe(1);
    await desk.close();

    const again = await openDesktop(desktopKind, { folder });
    await again.outside.advanceClock(60_000);
    await again.page.waitForTimeout(1_500);
    expect(await again.outside.notifications()).toEqual([]);
    await again.close();
  });

  test('of a kind are turned off where they appear', async ({ desk }) => {
    const { outside } = desk;
    await desk.call('sample.load', {});
    await expect.poll(() => outside.notifications(), { timeout: 15_000 }).toHaveLength(1);
    await outside.actOnNotification(0, 0);
    await expect.poll(async () => (await desk.call('settings.read', {})).notices.weeklyPlan).toBeNull();
  });

  test('rest after a word in the menu of the tray, and come when they may', async ({ desk }) => {
    const { outside } = desk;
    await chooseInTrayMenu(desk, 'pause-tomorrow');
    await expect
      .poll(async () => (await desk.call('app.status', {})).noticesPausedUntil)
      .toBe('2026-06-02T00:00:00+02:00');
    await desk.call('sample.load', {});
    await expect(desk.page.getByRole('group', { name: 'Ten days, hour by hour' })).toBeVisible();
    await desk.page.waitForTimeout(1_500);
    expect(await outside.notifications()).toEqual([]);
    await chooseInTrayMenu(desk, 'resume');
    await expect.poll(() => outside.notifications(), { timeout: 15_000 }).toHaveLength(1);
  });
});

test.describe('the settings of the desktop', () => {
  test('keys open this week from anywhere, and say when they belong to somebody else', async ({ desk }) => {
    const { outside } = desk;
    await outside.takeShortcut('Control+Alt+H');
    await desk.page.goto(`${desk.page.url().split('#')[0]}#/settings/desktop`);
    const field = desk.page.getByLabel('Keys that open this week, from anywhere');
    await field.press('Control+Alt+KeyH');
    await expect(desk.page.getByRole('alert')).toContainText('belong to another program');
    await field.press('Control+Alt+KeyG');
    await expect(desk.page.getByText('These keys work.')).toBeVisible();
    expect(await outside.pressShortcut('Control+Alt+G')).toBe(true);
    await waitForPopover(desk.desktop);
    await field.press('Backspace');
    await expect.poll(() => outside.pressShortcut('Control+Alt+G')).toBe(false);
  });

  test.describe('on Linux', () => {
    test.use({ platform: 'linux' });
    test('a start at login is a file, which goes as it came', async ({ desk, folder }) => {
      const file = join(folder, 'config/autostart/golden-hour.desktop');
      await desk.page.goto(`${desk.page.url().split('#')[0]}#/settings/desktop`);
      const box = desk.page.getByRole('checkbox', { name: 'Start when I log in' });
      await box.click();
      await expect.poll(() => existsSync(file)).toBe(true);
      expect(readFileSync(file, 'utf8')).toMatch(/^Exec=.+ --hidden$/m);
      await box.click();
      await expect.poll(() => existsSync(file)).toBe(false);
    });
  });
});

test.describe('secrets', () => {
  const key = 'open-meteo-key';

  test('are kept by the system over a restart, as ciphertexts that only their owner reads', async ({
    desk,
    desktopKind,
    folder,
  }) => {
    const path = join(folder, 'secrets.json');
    const { secretsPersist } = (await desk.call('app.status', {})).capabilities;
    const hasNoKeyring = desktopKind === 'electron' && process.platform === 'linux';
    test.skip(hasNoKeyring, 'the real binary is started without the keyring of whoever runs the tests');
    expect(secretsPersist).toBe(true);
    await desk.call('settings.saveWeatherKey', { key });
    const kept = readFileSync(path, 'utf8');
    expect(Object.keys(JSON.parse(kept) as object)).toEqual(['weather-key']);
    expect(kept).not.toContain(key);
    // Windows has no such bits.
    if (process.platform !== 'win32') expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    await desk.close();
    const again = await openDesktop(desktopKind, { folder });
    expect(readFileSync(path, 'utf8')).toBe(kept);
    await again.call('settings.saveWeatherKey', { key: null });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({});
    await again.close();
  });
});
