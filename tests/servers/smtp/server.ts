import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { SmtpAccount } from '#contract/settings.ts';
import { TEST_CERTIFICATE, TEST_KEY } from './certificate.ts';

/** What the server took, as a mailbox would show it. */
export interface ReceivedMail {
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  readonly raw: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  /** The text/calendar alternative: its method parameter and its text; null when there is none. */
  readonly calendar: { readonly method: string; readonly text: string } | null;
  readonly attachments: readonly { readonly name: string; readonly type: string }[];
}

/** What goes wrong; change it between messages. */
interface Faults {
  /** 550 for these recipients. */
  refused: Set<string>;
  /** 450 for these recipients. */
  later: Set<string>;
  /** The reply to a whole message, instead of 250. */
  messageReply: { readonly code: number; readonly text: string } | null;
  /** Ends the connection while a message arrives (nothing is kept), or after it is kept and before the reply. */
  drop: 'mid-message' | 'before-reply' | null;
  /** How often `drop` still happens. */
  drops: number;
  delayMs: number;
}

export interface SmtpTestServer {
  readonly account: SmtpAccount;
  readonly password: string;
  readonly inbox: readonly ReceivedMail[];
  readonly faults: Faults;
  /** Connections so far. */
  readonly connections: () => number;
  /** Messages of which the sender left before the end: nothing of them is kept. */
  readonly unfinished: () => number;
  close(): Promise<void>;
}

export interface SmtpTestOptions {
  readonly security?: SmtpAccount['security'];
  /** Login needed; default true. */
  readonly auth?: boolean;
  readonly from?: string;
}

const PASSWORD = 'sunset-2026';

/** A real SMTP server on a free loopback port. */
export async function startSmtpServer(options: SmtpTestOptions = {}): Promise<SmtpTestServer> {
  const { security = 'none', auth = true, from = 'alex@example.com' } = options;
  const inbox: ReceivedMail[] = [];
  const faults: Faults = {
    refused: new Set(),
    later: new Set(),
    messageReply: null,
    drop: null,
    drops: Number.POSITIVE_INFINITY,
    delayMs: 0,
  };
  let connections = 0;
  let unfinished = 0;

  function dropNow(session: SMTPServerSession, at: Faults['drop']): boolean {
    if (faults.drop !== at || faults.drops <= 0) return false;
    faults.drops -= 1;
    for (const connection of server.connections) {
      if (connection.session.id === session.id) connection._socket.destroy();
    }
    return true;
  }

  const server = new SMTPServer({
    secure: security === 'tls',
    key: TEST_KEY,
    cert: TEST_CERTIFICATE,
    hideSTARTTLS: security === 'none',
    allowInsecureAuth: security === 'none',
    authOptional: !auth,
    disabledCommands: [...(auth ? [] : ['AUTH']), ...(security === 'none' ? ['STARTTLS'] : [])],
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect(_session, callback) {
      connections += 1;
      callback();
    },
    onAuth(credentials, _session, callback) {
      const isRight = credentials.username === 'alex' && credentials.password === PASSWORD;
      if (isRight) callback(null, { user: 'alex' });
      else callback(reply(535, 'Authentication credentials invalid'));
    },
    onRcptTo({ address }, _session, callback) {
      if (faults.refused.has(address)) callback(reply(550, 'No such user here'));
      else if (faults.later.has(address)) callback(reply(450, 'Mailbox busy'));
      else callback();
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      let isDropped = false;
      stream.on('close', () => {
        if (!stream.readableEnded) unfinished += 1;
      });
      stream.on('data', (chunk: Buffer) => {
        isDropped ||= dropNow(session, 'mid-message');
        chunks.push(chunk);
      });
      stream.on('end', () => {
        if (!isDropped) void keep(Buffer.concat(chunks), session, callback);
      });
    },
  });

  async function keep(
    raw: Buffer,
    session: SMTPServerSession,
    callback: (error?: Error | null, message?: string) => void,
  ): Promise<void> {
    if (faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.delayMs));
    if (faults.messageReply !== null) {
      callback(reply(faults.messageReply.code, faults.messageReply.text));
      return;
    }
    inbox.push(await readMail(raw, session));
    if (!dropNow(session, 'before-reply')) callback(null, 'Taken');
  }

  // Broken connections are what these tests make; the client's side of them is what they look at.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
  return {
    account: { host: '127.0.0.1', port: address.port, security, user: auth ? 'alex' : '', from },
    password: PASSWORD,
    inbox,
    faults,
    connections: () => connections,
    unfinished: () => unfinished,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const reply = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

async function readMail(raw: Buffer, session: SMTPServerSession): Promise<ReceivedMail> {
  const mail = await simpleParser(raw);
  const envelope = session.envelope;
  const calendar = mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
  const source = raw.toString('utf8');
  return {
    envelopeFrom: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    envelopeTo: envelope.rcptTo.map(({ address }) => address),
    raw: source,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    messageId: mail.messageId ?? '',
    from: mail.from?.text ?? '',
    to: [mail.to ?? []]
      .flat()
      .map(({ text }) => text)
      .join(', '),
    calendar:
      calendar === undefined
        ? null
        : {
            method: /text\/calendar;[^\n]*(?:\r?\n\s[^\n]*)*?method=([A-Z]+)/i.exec(source)?.[1] ?? '',
            text: calendar.content.toString('utf8'),
          },
    attachments: mail.attachments.map(({ filename, contentType }) => ({
      name: filename ?? '',
      type: contentType,
    })),
  };
}
