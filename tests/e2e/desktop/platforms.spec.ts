import { controlDouble } from '#tests/support/electron/launch.ts';
import { type Desk, expect, startDesktop, test } from '../support/desk.ts';

// What the users of each system expect of an icon in its menu bar, task bar or panel.
test.use({ hostKind: 'double' });

const KEYS = 'Control+Alt+G';

async function popoverBounds(desk: Desk) {
  const isShown = async () =>
    (await controlDouble(desk.desktop).windows()).find(
      ({ url, isVisible }) => url.includes('?popover') && isVisible,
    );
  await expect.poll(async () => (await isShown()) !== undefined).toBe(true);
  // Just seen.
  return (await isShown())!.bounds;
}

async function pressKeys(desk: Desk) {
  await desk.call('settings.save', { changes: { shortcut: KEYS } });
  await expect.poll(() => controlDouble(desk.desktop).pressShortcut(KEYS)).toBe(true);
  return popoverBounds(desk);
}

async function closeMain(desk: Desk): Promise<void> {
  const double = controlDouble(desk.desktop);
  const main = (await double.windows()).find(({ url }) => !url.includes('?popover'));
  await double.closeWindow(main!.id);
  await expect.poll(async () => (await double.windows()).filter(({ isVisible }) => isVisible)).toEqual([]);
}

test.describe('on macOS', () => {
  test.use({ platform: 'darwin' });
  const belowIcon = { y: 32, x: 1920 - 300 + 14 - 200, width: 400, height: 560 };

  test('a click opens the plan below the menu bar, the other button the menu', async ({ desk }) => {
    const double = controlDouble(desk.desktop);
    await double.clickTray();
    expect(await popoverBounds(desk)).toEqual(belowIcon);
    expect((await double.tray()).popUps).toBe(0);
    await double.clickTray('right-click');
    const { popUps, menu } = await double.tray();
    expect([popUps, menu[0]?.id]).toEqual([1, 'this-week']);
  });

  test('the keys open the plan at the same place', async ({ desk }) => {
    expect(await pressKeys(desk)).toEqual(belowIcon);
  });

  test('the icon is a template, without a title until the user wants one', async ({ desk }) => {
    const double = controlDouble(desk.desktop);
    await expect.poll(async () => (await double.tray()).toolTip).not.toBe('');
    const { title, image } = await double.tray();
    expect([title, image.isTemplate]).toEqual(['', true]);
    await desk.call('sample.load', {});
    const { proposals } = await desk.call('outlook.read', {});
    const [first] = proposals;
    await desk.call('settings.save', { changes: { trayTitle: true } });
    await desk.call('proposals.invite', { proposalId: first!.id });
    await desk.sleep(11_000);
    await expect
      .poll(async () => (await double.tray()).title)
      .toMatch(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [–-] .+/);
    expect((await double.tray()).title.length).toBeLessThanOrEqual(30);
  });

  test('the app outlives its last window, and a click in the dock brings it back', async ({ desk }) => {
    const double = controlDouble(desk.desktop);
    await closeMain(desk);
    await desk.desktop.evaluate(({ app }) => app.emit('activate', {}, false));
    await expect.poll(() => double.windows()).toMatchObject([{ isVisible: true }]);
  });

  test('the application menu begins with the app’s own name and holds the settings', async ({ desk }) => {
    const [first] = await controlDouble(desk.desktop).applicationMenu();
    expect(first?.submenu.map(({ id }) => id)).toContain('settings');
    expect(first?.submenu.map(({ role }) => role)).toEqual(expect.arrayContaining(['hide', 'quit']));
  });
});

test.describe('on Windows', () => {
  test.use({ platform: 'win32' });
  const aboveIcon = { y: 1040 - 560 - 8, x: 1920 - 400 - 8, width: 400, height: 560 };

  test('a click opens the plan above the task bar, the other button the menu', async ({ desk }) => {
    const double = controlDouble(desk.desktop);
    await double.clickTray();
    expect(await popoverBounds(desk)).toEqual(aboveIcon);
    await double.clickTray('right-click');
    const { popUps, menu, image, title } = await double.tray();
    expect([popUps, menu[0]?.id, image.isTemplate, title]).toEqual([1, 'this-week', false, '']);
  });

  test('the keys open the plan at the same place', async ({ desk }) => {
    expect(await pressKeys(desk)).toEqual(aboveIcon);
  });

  test('closed, the app goes on in the tray, which ends it as well', async ({ desk }) => {
    const double = controlDouble(desk.desktop);
    await closeMain(desk);
    expect(await double.trayCount()).toBe(1);
    const ended = new Promise((resolve) => {
      desk.desktop.process().once('exit', resolve);
    });
    await double.clickTray('right-click');
    // The answer may be lost with the process.
    await double.clickTrayMenu('quit').catch(() => undefined);
    expect(await ended).toBe(0);
  });

  test('a second start brings the first one’s window', async ({ desk, folder }) => {
    const double = controlDouble(desk.desktop);
    await double.focusElsewhere();
    await expect(startDesktop('double', { folder, platform: 'win32' })).rejects.toThrow(/electron\.launch/);
    await expect.poll(() => double.windows()).toMatchObject([{ isVisible: true, isFocused: true }]);
  });
});

test.describe('on Linux', () => {
  test.use({ platform: 'linux' });
  const corner = { y: 1040 - 560 - 8, x: 1920 - 400 - 8, width: 400, height: 560 };

  test('the panel has the menu, whose first entry is this week, in the corner', async ({ desk }) => {
    const double = controlDouble(desk.desktop);
    await expect.poll(async () => (await double.tray()).menu[0]?.id).toBe('this-week');
    await double.clickTrayMenu('this-week');
    expect(await popoverBounds(desk)).toEqual(corner);
    const { popUps, title, image } = await double.tray();
    expect([popUps, title, image.isTemplate]).toEqual([0, '', false]);
  });

  test('the keys open the plan at the same place', async ({ desk }) => {
    expect(await pressKeys(desk)).toEqual(corner);
  });
});
