import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { inviteId } from '#contract/ids.ts';
import { type TrayActions, trayMenuTemplate } from '#main/electron/tray/tray-menu.ts';
import type { TrayState } from '#main/electron/tray/tray-state.ts';

const quiet: TrayState = {
  language: 'en',
  tooltip: '',
  title: '',
  hasDot: false,
  undo: null,
  isPaused: false,
};
const undo = { inviteId: inviteId('i1'), label: 'Undo: Tea & cake with Sam' };

function record() {
  const done: unknown[] = [];
  const actions: TrayActions = {
    showWeek: () => done.push('week'),
    undo: (id) => done.push(['undo', id]),
    openOutlook: () => done.push('outlook'),
    pause: (until) => done.push(['pause', until]),
    openSettings: () => done.push('settings'),
    quit: () => done.push('quit'),
  };
  return { done, actions };
}

const labels = (template: readonly MenuItemConstructorOptions[]) =>
  template.flatMap(({ label }) => (label === undefined ? [] : [label]));

function pressAll(template: readonly MenuItemConstructorOptions[]): void {
  for (const { click, submenu } of template) {
    if (Array.isArray(submenu)) pressAll(submenu);
    // Ours look at none of the arguments.
    (click as (() => void) | undefined)?.();
  }
}

describe('the menu of the tray', () => {
  it('has This week first, in both languages', () => {
    expect(labels(trayMenuTemplate(quiet, record().actions))).toEqual([
      'This week',
      'Open the outlook',
      'Pause notifications',
      'Settings…',
      'Quit Golden Hour',
    ]);
    expect(labels(trayMenuTemplate({ ...quiet, language: 'nl' }, record().actions))).toEqual([
      'Deze week',
      'Vooruitblik openen',
      'Meldingen pauzeren',
      'Instellingen…',
      'Golden Hour afsluiten',
    ]);
  });

  it('has Undo before it while a send is pending, with names as they are', () => {
    const template = trayMenuTemplate({ ...quiet, undo }, record().actions);
    expect(labels(template).slice(0, 2)).toEqual(['Undo: Tea && cake with Sam', 'This week']);
  });

  it('does what it says', () => {
    const { done, actions } = record();
    pressAll(trayMenuTemplate({ ...quiet, undo }, actions));
    expect(done).toEqual([
      ['undo', 'i1'],
      'week',
      'outlook',
      ['pause', 'tomorrow'],
      ['pause', 'next-week'],
      'settings',
      'quit',
    ]);
  });

  it('ends a pause', () => {
    const { done, actions } = record();
    const template = trayMenuTemplate({ ...quiet, isPaused: true }, actions);
    expect(labels(template)).toContain('Resume notifications');
    pressAll(template);
    expect(done).toContainEqual(['pause', null]);
  });
});
