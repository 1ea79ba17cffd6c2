import { EventEmitter } from 'node:events';
import type { BrowserWindow, Rectangle } from 'electron';

/** A window as far as windows.ts uses one: it remembers what was done to it. */
export class FakeWindow extends EventEmitter {
  readonly webContents = new EventEmitter();
  readonly loaded: string[] = [];
  bounds: Rectangle;
  color = '';
  visible = false;
  focused = false;
  maximized = false;
  minimized = false;

  constructor(bounds: Partial<Rectangle>) {
    super();
    this.bounds = { x: 0, y: 0, width: 1_000, height: 700, ...bounds };
  }

  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    return Promise.resolve();
  }
  show(): void {
    this.visible = true;
  }
  hide(): void {
    this.visible = false;
    this.focused = false;
  }
  focus(): void {
    this.focused = true;
  }
  restore(): void {
    this.minimized = false;
  }
  maximize(): void {
    this.maximized = true;
  }
  close(): void {
    this.emit('close');
    this.destroy();
  }
  destroy(): void {
    this.visible = false;
    this.emit('closed');
  }
  isVisible(): boolean {
    return this.visible;
  }
  isFocused(): boolean {
    return this.focused;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  isFullScreen(): boolean {
    return false;
  }
  getBounds(): Rectangle {
    return this.bounds;
  }
  getNormalBounds(): Rectangle {
    return this.bounds;
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
  }
  setBackgroundColor(color: string): void {
    this.color = color;
  }

  /** For what takes a window: this is the part of one that is used. */
  asWindow(): BrowserWindow {
    return this as unknown as BrowserWindow;
  }
}
