import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { SmtpAccount } from '#contract/settings.ts';
import type { PassMoment } from '#main/invites/kill-points.ts';
import type { MailTransport, OutgoingMail, SendResult } from '#main/invites/mail.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import { classifyError } from './classify.ts';
import { composeMail } from './compose.ts';
import { createConnection, logIn, refuseAccount, SMTP_TIMEOUTS, type SmtpTimeouts } from './connection.ts';
import { LeavingMessage } from './leaving-message.ts';

/**
 * Sends through the user's account, a connection a message. It talks to the connection itself rather than through
 * nodemailer's mailer, to know whether a message had begun to leave when something broke.
 */
export function createSmtpTransport(
  account: SmtpAccount,
  password: string | null,
  timeouts: SmtpTimeouts = SMTP_TIMEOUTS,
): MailTransport {
  return {
    async send(mail, pass) {
      const refusal = refuseAccount(account);
      if (refusal !== null) return { kind: 'misconfigured', detail: refusal };
      const bytes = await composeMail(mail);
      return sendBytes({ account, password, timeouts, pass }, mail, bytes);
    },
  };
}

interface Sending {
  readonly account: SmtpAccount;
  readonly password: string | null;
  readonly timeouts: SmtpTimeouts;
  readonly pass: PassMoment | undefined;
}

function sendBytes(
  { account, password, timeouts, pass }: Sending,
  mail: OutgoingMail,
  bytes: Buffer,
): Promise<SendResult> {
  return new Promise((resolve) => {
    let hasBegun = false;
    const finish = (result: SendResult): void => {
      clearTimeout(deadline);
      connection.close();
      resolve(result);
    };
    const give = (error: Error): void => finish(classifyError(error, hasBegun));
    const connection: SMTPConnection = createConnection(account, timeouts, give);
    const deadline = setTimeout(
      () => give(new Error(`No end after ${timeouts.totalMs / 1000} s.`)),
      timeouts.totalMs,
    );
    const message = new LeavingMessage(bytes, (moment) => {
      if (moment === 'begins') hasBegun = true;
      else pass?.(moment);
    });
    const envelope = { from: mail.from.email, to: mail.to.map(({ email }) => email) };
    logIn(connection, account, password).then(
      () =>
        connection.send(envelope, message, (error, info) => {
          pass?.('reply-read');
          if (error) give(error);
          else finish({ kind: 'delivered', detail: info.response });
        }),
      give,
    );
  });
}

/** Connects and logs in, sends nothing. */
export async function verifyAccount(
  account: SmtpAccount,
  password: string | null,
  timeouts: SmtpTimeouts = SMTP_TIMEOUTS,
): Promise<Outcome<{ readonly greeting: string }>> {
  const refusal = refuseAccount(account);
  if (refusal !== null) return fail('refused', refusal);
  let brokenBy: Error | null = null;
  const connection = createConnection(account, timeouts, (error) => {
    brokenBy = error;
  });
  try {
    await withDeadline(logIn(connection, account, password), connection, timeouts.totalMs);
    const greeting = connection.lastServerResponse;
    return succeed({ greeting: typeof greeting === 'string' ? greeting : '' });
  } catch (error) {
    const cause = brokenBy ?? error;
    if (!(cause instanceof Error)) throw cause;
    return explainFailure(classifyError(cause, false), account);
  } finally {
    connection.close();
  }
}

/** Errors of the connection itself do not reach a pending connect() or login(): they end it here. */
function withDeadline(work: Promise<void>, connection: SMTPConnection, totalMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error(`No answer after ${totalMs / 1000} s.`)), totalMs);
    const end = (settle: () => void): void => {
      clearTimeout(deadline);
      settle();
    };
    connection.once('error', (error: Error) => end(() => reject(error)));
    work.then(
      () => end(resolve),
      (error: unknown) => end(() => reject(error instanceof Error ? error : new Error(String(error)))),
    );
  });
}

function explainFailure(result: SendResult, account: SmtpAccount): Outcome<{ readonly greeting: string }> {
  const server = `${account.host}:${account.port}`;
  switch (result.kind) {
    case 'unauthorized':
      return fail(
        'unauthorized',
        `${server} does not accept the login: ${result.detail} Check name and password.`,
      );
    case 'misconfigured':
      return fail(
        'refused',
        `${server} does not work like this: ${result.detail} Check host, port and security.`,
      );
    case 'refused':
    case 'temporary':
      return fail(
        'refused',
        `${server} refuses: ${result.detail} Try again later, or ask your mail provider.`,
      );
    case 'offline':
    case 'unknown':
    case 'delivered':
      return fail('offline', `${server} does not answer: ${result.detail} Check host, port and connection.`);
    default:
      return assertNever(result);
  }
}
