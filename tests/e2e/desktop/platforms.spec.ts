import { chooseInTrayMenu, type Desk, expect, readTrayMenu, startDesktop, test } from '../support/desk.ts';

// What the users of each system expect of an icon in its menu bar, task bar or panel.
const KEYS = 'Control+Alt+G';

async function popoverBounds(desk: Desk) {
  test.skip(desk.kind === 'electron', 'where the icon and the edges of the screen are, only the double says');
  const isShown = async () =>
    (await desk.outside.windows()).find(({ url, isVisible }) => url.includes('?popover') && isVisible);
  await expect.poll(async () => (await isShown()) !== undefined).toBe(true);
  // Just seen.
  return (await isShown())!.bounds;
}

async function pressKeys(desk: Desk) {
  await desk.call('settings.save', { changes: { shortcut: KEYS } });
  await expect.poll(() => desk.outside.pressShortcut(KEYS)).toBe(true);
  return popoverBounds(desk);
}

async function closeMain(desk: Desk): Promise<void> {
  const { outside } = desk;
  const main = (await outside.windows()).find(({ url }) => !url.includes('?popover'));
  await outside.closeWindow(main!.id);
  await expect.poll(async () => (await outside.windows()).filter(({ isVisible }) => isVisible)).toEqual([]);
}

test.describe('on macOS', () => {
  test.use({ platform: 'darwin' });
  const belowIcon = { y: 32, x: 1920 - 300 + 14 - 200, width: 400, height: 560 };

  test('a click opens the plan below the menu bar, the other button the menu', async ({ desk }) => {
    const { outside } = desk;
    await expect.poll(async () => (await outside.tray()).toolTip).not.toBe('');
    await outside.clickTray();
    expect(await popoverBounds(desk)).toEqual(belowIcon);
    expect((await outside.tray()).popUps).toBe(0);
    await outside.clickTray('right-click');
    const { popUps, menu } = await outside.tray();
    expect([popUps, menu[0]?.id]).toEqual([1, 'this-week']);
  });

  test('the keys open the plan at the same place', async ({ desk }) => {
    expect(await pressKeys(desk)).toEqual(belowIcon);
  });

  test('the icon is a template, without a title until the user wants one', async ({ desk }) => {
    const { outside } = desk;
    await expect.poll(async () => (await outside.tray()).toolTip).not.toBe('');
    const { title, image } = await outside.tray();
    expect([title, image.isTemplate]).toEqual(['', true]);
    await desk.call('sample.load', {});
    const { proposals } = await desk.call('outlook.read', {});
    const [first] = proposals;
    await desk.call('settings.save', { changes: { trayTitle: true } });
    await desk.call('proposals.invite', { proposalId: first!.id });
    await desk.sleep(11_000);
    await expect
      .poll(async () => (await outside.tray()).title)
      .toMatch(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [–-] .+/);
    expect((await outside.tray()).title.length).toBeLessThanOrEqual(30);
  });

  test('the app outlives its last window, and a click in the dock brings it back', async ({ desk }) => {
    const { outside } = desk;
    await closeMain(desk);
    await desk.desktop.evaluate(({ app }) => app.emit('activate', {}, false));
    await expect.poll(() => outside.windows()).toMatchObject([{ isVisible: true }]);
  });

  test('the application menu begins with the app’s own name and holds the settings', async ({ desk }) => {
    const [first] = await desk.outside.applicationMenu();
    expect(first?.submenu.map(({ id }) => id)).toContain('settings');
    expect(first?.submenu.map(({ role }) => role?.toLowerCase())).toEqual(
      expect.arrayContaining(['hide', 'quit']),
    );
  });
});

test.describe('on Windows', () => {
  test.use({ platform: 'win32' });
  const aboveIcon = { y: 1040 - 560 - 8, x: 1920 - 400 - 8, width: 400, height: 560 };

  test('a click opens the plan above the task bar, the other button the menu', async ({ desk }) => {
    const { outside } = desk;
    await expect.poll(async () => (await outside.tray()).toolTip).not.toBe('');
    await outside.clickTray();
    expect(await popoverBounds(desk)).toEqual(aboveIcon);
    await outside.clickTray('right-click');
    const { popUps, menu, image, title } = await outside.tray();
    expect([popUps, menu[0]?.id, image.isTemplate, title]).toEqual([1, 'this-week', false, '']);
  });

  test('the keys open the plan at the same place', async ({ desk }) => {
    expect(await pressKeys(desk)).toEqual(aboveIcon);
  });

  test('closed, the app goes on in the tray, which ends it as well', async ({ desk }) => {
    const { outside } = desk;
    await closeMain(desk);
    expect(await outside.trayCount()).toBe(1);
    const ended = new Promise((resolve) => {
      desk.desktop.process().once('exit', resolve);
    });
    // The answer may be lost with the process.
    await chooseInTrayMenu(desk, 'quit').catch(() => undefined);
    expect(await ended).toBe(0);
  });

  test('a second start brings the first one’s window', async ({ desk, desktopKind, folder }) => {
    const { outside } = desk;
    await outside.focusElsewhere();
    await expect(startDesktop(desktopKind, { folder, platform: 'win32' })).rejects.toThrow(
      /electron\.launch/,
    );
    await expect.poll(() => outside.windows()).toMatchObject([{ isVisible: true, isFocused: true }]);
  });
});

test.describe('on Linux', () => {
  test.use({ platform: 'linux' });
  const corner = { y: 1040 - 560 - 8, x: 1920 - 400 - 8, width: 400, height: 560 };

  test('the panel has the menu, whose first entry is this week, in the corner', async ({ desk }) => {
    const { outside } = desk;
    await expect.poll(async () => (await readTrayMenu(desk))[0]?.id).toBe('this-week');
    await chooseInTrayMenu(desk, 'this-week');
    expect(await popoverBounds(desk)).toEqual(corner);
    const { popUps, title, image } = await outside.tray();
    expect([popUps, title, image.isTemplate]).toEqual([0, '', false]);
  });

  test('the keys open the plan at the same place', async ({ desk }) => {
    expect(await pressKeys(desk)).toEqual(corner);
  });
});
