import type { Notification, NotificationConstructorOptions } from 'electron';
import { StrictEmitter } from './missing.ts';

type Known = Pick<Notification, 'title' | 'body' | 'silent' | 'actions' | 'show' | 'close'>;

/** All that were shown, in order. */
export const shownNotifications: DoubleNotification[] = [];

export class DoubleNotification extends StrictEmitter implements Known {
  readonly title: string;
  readonly subtitle: string;
  readonly body: string;
  readonly silent: boolean;
  readonly actions: Notification['actions'];
  readonly options: NotificationConstructorOptions;

  constructor(options: NotificationConstructorOptions = {}) {
    super('Notification');
    this.options = options;
    this.title = options.title ?? '';
    this.subtitle = options.subtitle ?? '';
    this.body = options.body ?? '';
    this.silent = options.silent ?? false;
    this.actions = options.actions ?? [];
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    shownNotifications.push(this);
    this.emit('show', {});
  }
  close(): void {
    this.emit('close', {});
  }
}
