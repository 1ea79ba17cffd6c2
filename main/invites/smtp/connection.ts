import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpAccount } from '#contract/settings.ts';

export interface SmtpTimeouts {
  /** To connect, greet and log in. */
  readonly setUpMs: number;
  /** Without a sign of life from the server. */
  readonly idleMs: number;
  /** For one message from the first byte to the last reply. */
  readonly totalMs: number;
}

/** Together well within the outbox's lease, so that a sender that waits is never taken for a dead one. */
export const SMTP_TIMEOUTS: SmtpTimeouts = { setUpMs: 15_000, idleMs: 30_000, totalMs: 60_000 };

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

/** Why an account cannot be used at all; null when it can be tried. */
export function refuseAccount(account: SmtpAccount): string | null {
  if (account.security === 'none' && !LOOPBACK_HOSTS.has(account.host)) {
    return `${account.host} would get the password and the invites unencrypted. Choose TLS or STARTTLS.`;
  }
  return null;
}

/** Not connected yet. Errors after the connection is set up arrive at `onError`. */
export function createConnection(
  account: SmtpAccount,
  timeouts: SmtpTimeouts,
  onError: (error: Error) => void,
): SMTPConnection {
  const connection = new SMTPConnection({
    host: account.host,
    port: account.port,
    secure: account.security === 'tls',
    requireTLS: account.security === 'starttls',
    ignoreTLS: account.security === 'none',
    // What EHLO says of this computer: its name is nobody's business.
    name: 'localhost',
    connectionTimeout: timeouts.setUpMs,
    greetingTimeout: timeouts.setUpMs,
    dnsTimeout: timeouts.setUpMs,
    socketTimeout: timeouts.idleMs,
    socketCloseTimeout: 1_000,
    allowInternalNetworkInterfaces: true,
  });
  connection.on('error', onError);
  return connection;
}

/** Connects and, where there is a user or the server asks for one, logs in. */
export function logIn(
  connection: SMTPConnection,
  account: SmtpAccount,
  password: string | null,
): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.connect((connectError) => {
      if (connectError) {
        reject(connectError);
        return;
      }
      if (account.user === '' || (account.security === 'none' && !connection.allowsAuth)) {
        resolve();
        return;
      }
      connection.login({ user: account.user, pass: password ?? '' }, (loginError) => {
        if (loginError) reject(loginError);
        else resolve();
      });
    });
  });
}
