import type { Page } from '@playwright/test';
import { controlDouble } from '#tests/support/electron/launch.ts';
import { type Desk, DESKTOPS, expect, openDesktop, startDesktop, test } from '../support/desk.ts';

test.use({ hostKind: 'double' });

for (const hostKind of DESKTOPS) {
  test.describe(`on ${hostKind}`, () => {
    test.use({ hostKind });
    test('launch draws the outlook, and the end leaves nothing behind', async ({ desk }) => {
      await desk.call('sample.load', {});
      await expect(desk.page.getByRole('group', { name: 'Ten days, hour by hour' })).toBeVisible();
      const { pid } = desk.desktop.process();
      await desk.close();
      expect(() => process.kill(pid ?? 0, 0)).toThrow('ESRCH');
    });
  });
}

test.describe('one process', () => {
  test('a second start brings the window of the first and ends', async ({ desk, folder }) => {
    const double = controlDouble(desk.desktop);
    await double.focusElsewhere();
    await desk.desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    await expect(startDesktop('double', { folder })).rejects.toThrow(/electron\.launch/);
    await expect.poll(() => double.windows()).toMatchObject([{ isVisible: true, isFocused: true }]);
  });

  test('a second start that should stay hidden stays hidden', async ({ desk, folder }) => {
    const double = controlDouble(desk.desktop);
    await double.focusElsewhere();
    await expect(startDesktop('double', { folder, args: ['--hidden'] })).rejects.toThrow(/electron\.launch/);
    expect(await double.windows()).toMatchObject([{ isFocused: false }]);
  });
});

test.describe('the window', () => {
  const moved = { x: 40, y: 60, width: 900, height: 700 };

  test('comes back where it was', async ({ folder }) => {
    const first = await openDesktop('double', { folder });
    await first.desktop.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to),
      moved,
    );
    await first.desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await first.close();
    const second = await openDesktop('double', { folder });
    expect(await controlDouble(second.desktop).windows()).toMatchObject([{ bounds: moved }]);
    await second.close();
  });

  test('does not stay on a screen that is gone', async ({ desk }) => {
    const double = controlDouble(desk.desktop);
    const first = {
      id: 1,
      bounds: { x: 0, y: 0, width: 1920, height: 1080 },
      workArea: { x: 0, y: 0, width: 1920, height: 1040 },
      scaleFactor: 1,
    };
    const second = {
      id: 2,
      bounds: { x: 1920, y: 0, width: 1280, height: 800 },
      workArea: { x: 1920, y: 0, width: 1280, height: 800 },
      scaleFactor: 2,
    };
    await double.setDisplays([first, second]);
    await desk.desktop.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 2000, y: 50, width: 900, height: 700 }),
    );
    await double.setDisplays([first]);
    const [window] = await double.windows();
    const { x, y, width, height } = window!.bounds;
    expect({ isOn: x >= 0 && y >= 0 && x + width <= 1920 && y + height <= 1040 }).toEqual({ isOn: true });
  });

  test.describe('where there is a tray', () => {
    test.use({ platform: 'darwin' });
    test('closed, the app goes on in it, and it brings the window back', async ({ desk }) => {
      const double = controlDouble(desk.desktop);
      const [main] = await double.windows();
      await double.closeWindow(main!.id);
      await expect.poll(() => double.windows()).toEqual([]);
      await double.clickTray('right-click');
      expect((await double.tray()).popUps).toBe(1);
      await double.clickTrayMenu('outlook');
      await expect.poll(() => double.windows()).toMatchObject([{ isVisible: true }]);
    });
  });

  test('closed, the app ends where nothing would be left of it', async ({ desk }) => {
    const ended = new Promise((resolve) => {
      desk.desktop.process().once('exit', resolve);
    });
    const double = controlDouble(desk.desktop);
    const [main] = await double.windows();
    // The answer may be lost with the process.
    await double.closeWindow(main!.id).catch(() => undefined);
    expect(await ended).toBe(0);
  });

  test('started hidden there is a tray and no window', async ({ folder }) => {
    const desktop = await startDesktop('double', { folder, args: ['--hidden'] });
    const double = controlDouble(desktop);
    await expect.poll(() => double.trayCount()).toBe(1);
    expect((await double.windows()).filter(({ isVisible }) => isVisible)).toEqual([]);
    await desktop.close();
  });
});

test.describe('the popover', () => {
  const shownPopover = { url: expect.stringContaining('?popover'), isVisible: true, isFocused: true };
  const hiddenPopover = { url: expect.stringContaining('?popover'), isVisible: false };

  test('opens in the lower right corner where the icon’s place is unknown', async ({ desk }) => {
    await desk.openWeek();
    const double = controlDouble(desk.desktop);
    await expect.poll(() => double.windows()).toContainEqual(expect.objectContaining(shownPopover));
    const popover = (await double.windows()).find(({ url }) => url.includes('?popover'));
    const { x, y, width, height } = popover!.bounds;
    expect({ width, height }).toEqual({ width: 400, height: 560 });
    expect([1920 - (x + width), 1040 - (y + height)].every((gap) => gap >= 0 && gap < 20)).toBe(true);
  });

  test.describe('on macOS', () => {
    test.use({ platform: 'darwin' });
    test('opens below the icon', async ({ desk }) => {
      await desk.openWeek();
      const double = controlDouble(desk.desktop);
      await expect.poll(() => double.windows()).toContainEqual(expect.objectContaining(shownPopover));
      const popover = (await double.windows()).find(({ url }) => url.includes('?popover'));
      const { x, y, width } = popover!.bounds;
      expect(y).toBeLessThan(60);
      expect(Math.abs(x + width / 2 - (1920 - 300 + 14))).toBeLessThan(2);
    });
  });

  const pressEscape = async (_desk: Desk, page: Page): Promise<void> => page.keyboard.press('Escape');
  const lookAway = async ({ desktop }: Desk): Promise<void> => {
    await controlDouble(desktop).focusElsewhere();
  };
  for (const [how, close, hasPlan] of [
    ['Esc closes it', pressEscape, true],
    ['Esc closes it when there is no plan', pressEscape, false],
    ['a click elsewhere closes it', lookAway, true],
  ] as const) {
    test(`${how}, and another click opens it again`, async ({ desk }) => {
      const double = controlDouble(desk.desktop);
      if (hasPlan) await desk.call('sample.load', {});
      const page = await desk.openWeek();
      await page.getByRole('heading').first().waitFor();
      await expect.poll(() => double.windows()).toContainEqual(expect.objectContaining(shownPopover));
      await close(desk, page);
      await expect.poll(() => double.windows()).toContainEqual(expect.objectContaining(hiddenPopover));
      await expect
        .poll(async () => {
          await double.clickTray();
          return (await double.windows()).find(({ url }) => url.includes('?popover'))?.isVisible;
        })
        .toBe(true);
    });
  }
});

test('the application menu turns the pages and has the system’s own entries', async ({ desk }) => {
  const double = controlDouble(desk.desktop);
  const menu = await double.applicationMenu();
  const roles = menu.flatMap(({ submenu }) => submenu).flatMap(({ role }) => role ?? []);
  expect(roles).toEqual(
    expect.arrayContaining(['copy', 'paste', 'undo', 'quit', 'close', 'minimize', 'zoomIn']),
  );
  await double.clickApplicationMenu('people');
  await expect(desk.page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
  await double.clickApplicationMenu('settings');
  await expect(desk.page.getByRole('navigation', { name: 'Settings' })).toBeVisible();
});

test.describe('in the dark', () => {
  test.use({ systemTheme: 'dark' });
  test('the page and the paper behind it are dark, and follow the system', async ({ desk }) => {
    const double = controlDouble(desk.desktop);
    const isDark = () => desk.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    expect(await isDark()).toBe(true);
    const [dark] = await double.windows();
    await double.setSystemTheme('light');
    await expect.poll(isDark).toBe(false);
    const [light] = await double.windows();
    expect(light!.options['backgroundColor']).not.toBe(dark!.options['backgroundColor']);
  });
});
