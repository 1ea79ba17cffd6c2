import type {
  Menu as ElectronMenu,
  MenuItem as ElectronMenuItem,
  MenuItemConstructorOptions,
} from 'electron';
import { DoubleBrowserWindow } from './browser-window.ts';
import { refuseMissing, StrictEmitter } from './missing.ts';
import { quit } from './runtime.ts';

type ItemKnown = Pick<
  ElectronMenuItem,
  | 'id'
  | 'label'
  | 'sublabel'
  | 'toolTip'
  | 'type'
  | 'enabled'
  | 'visible'
  | 'checked'
  | 'accelerator'
  | 'click'
>;
type Role = NonNullable<MenuItemConstructorOptions['role']>;

type Act = (window: DoubleBrowserWindow | null) => void;

const ROLES: Partial<Record<Role, Act>> = {
  quit,
  close: (window) => window?.close(),
  minimize: (window) => window?.minimize(),
  reload: (window) => window?.webContents.reload(),
  togglefullscreen: (window) => window?.setFullScreen(!window.isFullScreen()),
};

/** electron.d.ts, MenuItemConstructorOptions.role: what the system does itself; `click` is then ignored. */
function actOnRole(role: Role): void {
  const act = ROLES[role];
  if (act === undefined) throw new Error(`electron-double: the role ${role} is not implemented`);
  act(DoubleBrowserWindow.getFocusedWindow());
}

export class DoubleMenuItem implements ItemKnown {
  readonly id: string;
  readonly label: string;
  readonly sublabel: string;
  readonly toolTip: string;
  readonly type: ElectronMenuItem['type'];
  readonly accelerator: ElectronMenuItem['accelerator'];
  readonly role: Role | undefined;
  readonly icon: unknown;
  readonly submenu: DoubleMenu | undefined;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  private readonly whenClicked: MenuItemConstructorOptions['click'];

  constructor(options: MenuItemConstructorOptions) {
    for (const key of ['before', 'after', 'beforeGroupContaining', 'afterGroupContaining'] as const) {
      if (options[key] !== undefined)
        throw new Error(`electron-double: MenuItem option ${key} is not implemented`);
    }
    const { role, submenu } = options;
    this.id = options.id ?? '';
    this.role = role;
    this.label = options.label ?? role ?? '';
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.type = options.type ?? (submenu === undefined ? 'normal' : 'submenu');
    this.accelerator = options.accelerator ?? null;
    this.icon = options.icon;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    // A menu that was built before is one of ours.
    this.submenu = Array.isArray(submenu)
      ? DoubleMenu.buildFromTemplate(submenu)
      : (submenu as DoubleMenu | undefined);
    this.whenClicked = options.click;
    // What is missing throws by name.
    return refuseMissing('MenuItem', this);
  }

  click(): void {
    if (!this.enabled) return;
    if (this.type === 'checkbox') this.checked = !this.checked;
    if (this.role !== undefined) return actOnRole(this.role);
    const window = DoubleBrowserWindow.getFocusedWindow() ?? undefined;
    // The listener gets what electron.d.ts calls a MenuItem, a window and a KeyboardEvent.
    this.whenClicked?.(this as never, window as never, {});
  }
}

type MenuKnown = Pick<ElectronMenu, 'getMenuItemById' | 'popup' | 'closePopup'>;
let applicationMenu: DoubleMenu | null = null;

export class DoubleMenu extends StrictEmitter implements MenuKnown {
  readonly items: DoubleMenuItem[] = [];

  constructor() {
    super('Menu');
  }
  static buildFromTemplate(template: readonly (MenuItemConstructorOptions | DoubleMenuItem)[]): DoubleMenu {
    const menu = new DoubleMenu();
    for (const entry of template) {
      menu.append(entry instanceof DoubleMenuItem ? entry : new DoubleMenuItem(entry));
    }
    return menu;
  }
  static setApplicationMenu(menu: DoubleMenu | null): void {
    applicationMenu = menu;
  }
  static getApplicationMenu(): DoubleMenu | null {
    return applicationMenu;
  }
  append(item: DoubleMenuItem): void {
    this.items.push(item);
  }
  getMenuItemById(id: string): ElectronMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      // The same object under electron.d.ts's name for it.
      if (found) return found as unknown as ElectronMenuItem;
    }
    return null;
  }
  popup(): void {
    this.emit('menu-will-show', {});
  }
  closePopup(): void {
    this.emit('menu-will-close', {});
  }
}
