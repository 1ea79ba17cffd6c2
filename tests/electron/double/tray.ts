import type { NativeImage, Rectangle, Tray } from 'electron';
import { StrictEmitter } from './missing.ts';
import type { DoubleMenu } from './menu.ts';
import { nativeImage } from './native-image.ts';
import { requireReady } from './runtime.ts';
import { screen } from './screen.ts';

type Known = Pick<
  Tray,
  | 'setToolTip'
  | 'setTitle'
  | 'getTitle'
  | 'getBounds'
  | 'isDestroyed'
  | 'destroy'
  | 'setIgnoreDoubleClickEvents'
  | 'setImage'
  | 'setPressedImage'
>;

export const trays = new Set<DoubleTray>();

const openImage = (image: NativeImage | string): NativeImage =>
  typeof image === 'string' ? nativeImage.createFromPath(image) : image;

export class DoubleTray extends StrictEmitter implements Known {
  image: NativeImage;
  menu: DoubleMenu | null = null;
  toolTip = '';
  /** How often the menu was opened by the app. */
  popUps = 0;
  private title = '';
  private isOver = false;

  constructor(image: NativeImage | string) {
    super('Tray');
    requireReady('Cannot create Tray');
    this.image = openImage(image);
    // electron.d.ts, Tray: an image that cannot be read throws on Windows and shows nothing elsewhere; here it throws.
    if (this.image.isEmpty()) throw new Error('electron-double: Tray with an empty image');
    trays.add(this);
  }
  setImage(image: NativeImage | string): void {
    this.image = openImage(image);
  }
  setPressedImage(): void {
    // Drawn by macOS only.
  }
  setToolTip(toolTip: string): void {
    this.toolTip = toolTip;
  }
  setTitle(title: string): void {
    this.title = title;
  }
  getTitle(): string {
    return this.title;
  }
  setIgnoreDoubleClickEvents(): void {
    // macOS only; the control surface has no double click.
  }
  setContextMenu(menu: DoubleMenu | null): void {
    this.menu = menu;
  }
  popUpContextMenu(menu?: DoubleMenu): void {
    // electron.d.ts: on macOS and Windows only, and an own menu may be given.
    if (process.platform === 'linux')
      throw new Error('electron-double: popUpContextMenu does nothing on Linux');
    this.popUps += 1;
    if (menu !== undefined) this.menu = menu;
  }
  /** electron.d.ts: known on macOS and Windows only. */
  getBounds(): Rectangle {
    const { bounds, workArea } = screen.getPrimaryDisplay();
    if (process.platform === 'darwin') return { x: bounds.width - 300, y: 0, width: 28, height: 24 };
    if (process.platform !== 'win32') return { x: 0, y: 0, width: 0, height: 0 };
    return { x: bounds.width - 200, y: workArea.height, width: 24, height: 40 };
  }
  isDestroyed(): boolean {
    return this.isOver;
  }
  destroy(): void {
    this.isOver = true;
    trays.delete(this);
  }
}
