import type { App, Session, Shell, WebContents } from 'electron';
import { isOwnPage } from './page-address.ts';

const MAIL_FIELDS: ReadonlySet<string> = new Set(['to', 'cc', 'bcc', 'subject', 'body']);
const LONGEST_ADDRESS = 8_000;

const THIS_MACHINE: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether the operating system may open it: an https address without a name and password in it, or a mail to write.
 * Mail programs have taken a field `attach` for a file to add, so only the harmless fields pass. `signInRoot` is where
 * people sign in instead of at their provider, which may be a server on this machine; null: nowhere.
 */
export function mayOpenOutside(address: string, signInRoot: string | null = null): boolean {
  const url = address.length > LONGEST_ADDRESS ? null : URL.parse(address);
  if (url === null) return false;
  switch (url.protocol) {
    case 'https:':
      return url.username === '' && url.password === '';
    case 'http:':
      return (
        signInRoot !== null &&
        THIS_MACHINE.has(url.hostname) &&
        url.origin === URL.parse(signInRoot)?.origin &&
        url.username === '' &&
        url.password === ''
      );
    case 'mailto:':
      return [...url.searchParams.keys()].every((field) => MAIL_FIELDS.has(field.toLowerCase()));
    default:
      return false;
  }
}

/** Opens what may be opened, in the user's own browser or mail program; refuses the rest. Gives whether it opened. */
export async function openOutside(
  shell: Pick<Shell, 'openExternal'>,
  address: string,
  signInRoot: string | null = null,
): Promise<boolean> {
  if (!mayOpenOutside(address, signInRoot)) return false;
  try {
    // As it was parsed: what was judged is what is opened.
    await shell.openExternal(new URL(address).href);
    return true;
  } catch {
    // No program for it, says the operating system: the caller tells.
    return false;
  }
}

/** No page gets a permission: nothing of ours needs one, and Electron's default grants all of them. */
export function denyPermissions(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

type GuardedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

function guardContents(contents: GuardedContents, open: (address: string) => void): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    // No page of ours has frames; one that came in some other way goes nowhere.
    if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    open(url);
    return { action: 'deny' };
  });
}

/**
 * Every page that comes into being, whoever made it, stays with our own address and opens no windows. `signInRoot` as
 * in `mayOpenOutside`.
 */
export function guardAllContents(
  app: Pick<App, 'on'>,
  shell: Pick<Shell, 'openExternal'>,
  signInRoot: string | null = null,
): void {
  app.on('web-contents-created', (_event, contents) =>
    guardContents(contents, (address) => void openOutside(shell, address, signInRoot)),
  );
}
