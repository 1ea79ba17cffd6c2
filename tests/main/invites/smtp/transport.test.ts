import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SmtpAccount } from '#contract/settings.ts';
import { writeMail } from '#main/invites/mail.ts';
import { createSmtpTransport, verifyAccount } from '#main/invites/smtp/transport.ts';
import { TEST_CERTIFICATE } from '#tests/servers/smtp/certificate.ts';
import { type SmtpTestOptions, type SmtpTestServer, startSmtpServer } from '#tests/servers/smtp/server.ts';
import { joost, priya, waiting } from '../fixtures.ts';

const SHORT = { setUpMs: 1_000, idleMs: 1_000, totalMs: 2_000 };
const mail = writeMail(waiting, joost);

let server: SmtpTestServer;
const start = async (options: SmtpTestOptions = {}): Promise<SmtpTestServer> => {
  server = await startSmtpServer(options);
  return server;
};
afterEach(() => server.close());

const send = (account = server.account, password: string | null = server.password) =>
  createSmtpTransport(account, password, SHORT).send(mail);

describe('what arrives', () => {
  it('is a REQUEST by RFC 6047, with our Message-ID and date', async () => {
    await start();
    expect(await send()).toEqual({ kind: 'delivered', detail: '250 Taken' });
    const [received] = server.inbox;
    expect(received).toMatchObject({
      envelopeFrom: 'alex@example.com',
      envelopeTo: [joost.email],
      from: '"Alex Jansen" <alex@example.com>',
      to: '"Joost de Vries" <joost@example.nl>',
      subject: 'Thuis barbecueën op donderdag 4 juni?',
      messageId: mail.messageId,
      calendar: { method: 'REQUEST', text: mail.calendar },
    });
    expect(received?.text.trim()).toBe(mail.text);
    expect(received?.raw).toContain('\r\nDate: Mon, 01 Jun 2026 07:00:00 +0000\r\n');
    expect(received?.raw).toMatch(/Content-Type: text\/calendar; charset=utf-8;\s+method=REQUEST/i);
    expect(received?.attachments).toContainEqual({ name: 'invite.ics', type: 'application/ics' });
  });

  it('says nothing of this computer or of other guests’ mails', async () => {
    await start();
    await send();
    expect(server.inbox[0]?.raw).not.toMatch(/X-Mailer|Received/i);
    expect(mail.messageId).not.toBe(writeMail(waiting, priya).messageId);
  });
});

describe('with encryption', () => {
  const before = getCACertificates('default');
  beforeAll(() => setDefaultCACertificates([...before, TEST_CERTIFICATE]));
  afterAll(() => setDefaultCACertificates(before));

  it.each(['tls', 'starttls'] as const)('sends over %s', async (security) => {
    await start({ security });
    expect(await send()).toMatchObject({ kind: 'delivered' });
  });
});

describe('refuses to go on', () => {
  it.each(['tls', 'starttls'] as const)(
    'over %s with a certificate that nobody vouches for',
    async (security) => {
      await start({ security });
      expect(await send()).toMatchObject({ kind: 'misconfigured' });
      expect(server.inbox).toEqual([]);
    },
  );

  it('without STARTTLS where it is asked for', async () => {
    await start();
    expect(await send({ ...server.account, security: 'starttls' })).toMatchObject({ kind: 'misconfigured' });
    expect(server.inbox).toEqual([]);
  });

  it('in the clear to another machine', async () => {
    await start();
    const elsewhere: SmtpAccount = { ...server.account, host: 'mail.example.com' };
    expect(await send(elsewhere)).toMatchObject({ kind: 'misconfigured' });
    expect(await verifyAccount(elsewhere, 'x', SHORT)).toMatchObject({ ok: false, code: 'refused' });
    expect(server.connections()).toBe(0);
  });
});

describe('what goes wrong is told apart', () => {
  it.each([
    ['wrong password', () => send(server.account, 'wrong'), 'unauthorized'],
    ['no password', () => send(server.account, null), 'unauthorized'],
    ['no user where one is needed', () => send({ ...server.account, user: '' }), 'unauthorized'],
  ])('%s', async (_name, attempt, kind) => {
    await start();
    expect(await attempt()).toMatchObject({ kind });
  });

  it.each([
    ['refused recipient', { refused: new Set([joost.email]) }, 'refused', '550 No such user here'],
    ['busy mailbox', { later: new Set([joost.email]) }, 'temporary', '450 Mailbox busy'],
    [
      'refused message',
      { messageReply: { code: 554, text: 'Looks like spam' } },
      'refused',
      '554 Looks like spam',
    ],
    ['greylisted message', { messageReply: { code: 451, text: 'Later' } }, 'temporary', '451 Later'],
  ])('%s', async (_name, faults, kind, detail) => {
    await start();
    Object.assign(server.faults, faults);
    expect(await send()).toEqual({ kind, detail });
  });

  it.each([
    ['broken while it leaves', { drop: 'mid-message' }, 0],
    ['broken before the reply', { drop: 'before-reply' }, 1],
    ['silent after the message', { delayMs: 3_000 }, 0],
  ])('%s: nobody knows', async (_name, faults, kept) => {
    await start();
    Object.assign(server.faults, faults);
    expect(await send()).toMatchObject({ kind: 'unknown' });
    expect(server.inbox).toHaveLength(kept);
  });

  it('nobody listens', async () => {
    await start();
    await server.close();
    expect(await send()).toMatchObject({ kind: 'offline' });
    expect(await verifyAccount(server.account, 'x', SHORT)).toMatchObject({ ok: false, code: 'offline' });
    await start();
  });

  it('somebody listens and says nothing', async () => {
    await start();
    const silent = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const address = silent.address();
    const port = address !== null && typeof address !== 'string' ? address.port : 0;
    expect(await send({ ...server.account, port })).toMatchObject({ kind: 'offline' });
    expect(await verifyAccount({ ...server.account, port }, 'x', SHORT)).toMatchObject({ code: 'offline' });
    silent.close();
  });
});

describe('verifyAccount', () => {
  it('logs in and sends nothing', async () => {
    await start();
    expect(await verifyAccount(server.account, server.password, SHORT)).toMatchObject({ ok: true });
    expect(server.inbox).toEqual([]);
  });

  it('says when the password is wrong', async () => {
    await start();
    const outcome = await verifyAccount(server.account, 'wrong', SHORT);
    expect(outcome).toMatchObject({ ok: false, code: 'unauthorized' });
    expect(outcome.ok ? '' : outcome.message).toContain('Check name and password');
  });

  it('does without a login where none is asked for', async () => {
    await start({ auth: false });
    expect(await verifyAccount(server.account, null, SHORT)).toMatchObject({ ok: true });
  });
});
