import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { menuTemplate } from '#main/electron/menu.ts';
import { MENU_TEXT } from '#main/electron/menu-text.ts';

type Entry = MenuItemConstructorOptions;

function read(platform: NodeJS.Platform, language: 'en' | 'nl' = 'en', isPackaged = true) {
  const shown: string[] = [];
  const menus = menuTemplate({
    platform,
    language,
    isPackaged,
    show: (hash) => shown.push(hash),
    checkForUpdates: () => shown.push('updates'),
  });
  const entriesOf = (menu: Entry): readonly Entry[] => (Array.isArray(menu.submenu) ? menu.submenu : []);
  const entries = menus.flatMap((menu) => [menu, ...entriesOf(menu)]);
  return { shown, menus, entries, roles: entries.flatMap(({ role }) => role ?? []) };
}

describe('each system has its own', () => {
  test('macOS: the application first, quit and settings in it', () => {
    const { menus } = read('darwin');
    expect(menus.map(({ label }) => label)).toEqual(['Golden Hour', 'File', 'Edit', 'View', 'Window']);
    expect(menus[0]).toMatchObject({
      submenu: expect.arrayContaining([expect.objectContaining({ role: 'quit' })]),
    });
    expect(read('darwin').roles).toEqual(
      expect.arrayContaining(['about', 'services', 'hide', 'hideOthers', 'unhide', 'quit', 'close', 'front']),
    );
  });

  test.each(['win32', 'linux'] as const)('%s: quit in File, about in Help', (platform) => {
    const { menus, roles } = read(platform);
    expect(menus.map(({ label }) => label)).toEqual(['File', 'Edit', 'View', 'Window', 'Help']);
    expect(roles).toEqual(expect.arrayContaining(['close', 'quit', 'about']));
    expect(roles).not.toContain('services');
  });

  test.each(['darwin', 'win32', 'linux'] as const)('%s: everything for editing a text', (platform) => {
    expect(read(platform).roles).toEqual(
      expect.arrayContaining([
        'undo',
        'redo',
        'cut',
        'copy',
        'paste',
        'selectAll',
        'togglefullscreen',
        'minimize',
      ]),
    );
  });
});

test.each(['darwin', 'win32', 'linux'] as const)('%s: no entry without a name in Dutch', (platform) => {
  const english = new Set<unknown>(Object.values(MENU_TEXT.en));
  const same = new Set(['Golden Hour', 'Help', 'Zoom']);
  const labels = read(platform, 'nl').entries.flatMap(({ label, type }) =>
    type === 'separator' ? [] : label,
  );
  expect(labels).not.toContain(undefined);
  expect(labels.filter((label) => english.has(label) && !same.has(String(label)))).toEqual([]);
});

test.each(['darwin', 'win32', 'linux'] as const)('%s: no two entries have one accelerator', (platform) => {
  const accelerators = read(platform).entries.flatMap(({ accelerator }) => accelerator ?? []);
  expect(new Set(accelerators).size).toBe(accelerators.length);
});

test('pages and settings are one click away', () => {
  const { entries, shown } = read('linux');
  for (const id of ['week', 'outlook', 'people', 'settings', 'updates']) {
    const click: unknown = entries.find((entry) => entry.id === id)?.click;
    if (typeof click === 'function') click();
  }
  expect(shown).toEqual(['#/week', '#/outlook', '#/people', '#/settings', 'updates']);
});

test('developer tools are in no package', () => {
  expect(read('linux').roles).not.toContain('toggleDevTools');
  expect(read('linux', 'en', false).roles).toContain('toggleDevTools');
});
