import type { Notification } from 'electron';
import type { NoticeView } from '#contract/notices.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { App } from '#main/app/app.ts';
import type { Windows } from './windows.ts';

export interface NotificationsParts {
  readonly app: Pick<App, 'peek' | 'dispatch' | 'onEvent'>;
  readonly windows: Pick<Windows, 'showMain'>;
  /** The weekly plan, where the user finds it: beside the tray icon. */
  readonly showWeek: () => void;
  readonly electron: { readonly Notification: typeof Notification };
  /** The system did not show it (an unsigned app on macOS). */
  readonly onFailed: (reason: string) => void;
}

/** The weekly plan's minute comes without anything else changing. */
const LOOK_EVERY_MS = 60_000;
/** Several changes at once are one. */
const TOGETHER_MS = 500;

/**
 * Shows what may interrupt as notifications of the system. The app decides what and when, and remembers it, so a restart
 * repeats nothing. A click opens the right place; the button switches that kind off. Returns its disposer.
 */
export function startNotifications(parts: NotificationsParts): () => void {
  const { app, electron } = parts;
  // Nothing is taken where nothing can be shown.
  if (!electron.Notification.isSupported()) return () => {};
  // A notification that nobody holds is collected, and its click is lost.
  const held = new Set<Notification>();
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;

  async function look(): Promise<void> {
    // The contract ties the output to the name; `peek` is typed for names that come from outside.
    const outcome = (await app.peek('notices.take', {})) as Outcome<readonly NoticeView[]>;
    if (!outcome.ok || isStopped) return;
    for (const notice of outcome.value) show(notice);
  }

  function show(notice: NoticeView): void {
    const notification = new electron.Notification({
      title: notice.title,
      body: notice.body,
      silent: true,
      actions: [{ type: 'button', text: notice.turnOff }],
    });
    held.add(notification);
    const forget = (): boolean => held.delete(notification);
    notification.on('click', () => {
      forget();
      if (notice.page === 'week') parts.showWeek();
      else parts.windows.showMain('#/outlook');
    });
    notification.on('action', () => {
      forget();
      void app.dispatch('notices.turnOff', { kind: notice.kind });
    });
    notification.on('close', forget);
    notification.on('failed', (_event, reason) => {
      forget();
      parts.onFailed(reason);
    });
    notification.show();
  }

  const lookSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      void look();
    }, TOGETHER_MS);
  };
  const stopListening = app.onEvent((name) => {
    if (name === 'changed' || name === 'invite.changed') lookSoon();
  });
  const interval = setInterval(() => void look(), LOOK_EVERY_MS);
  interval.unref();
  lookSoon();

  return () => {
    isStopped = true;
    stopListening();
    clearInterval(interval);
    if (timer !== null) clearTimeout(timer);
    for (const notification of held) notification.close();
  };
}
