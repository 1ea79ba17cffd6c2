import ICAL from 'ical.js';
import { type SmtpTestServer, startSmtpServer } from '#tests/servers/smtp/server.ts';
import { dropFile } from './support/drop-file.ts';
import { expect, test as base } from './support/fixtures.ts';
import { openFirstIdea } from './support/first-idea.ts';
import { writeReply, writeReplyMail } from './support/reply.ts';

const test = base.extend<{ readonly smtp: SmtpTestServer }>({
  smtp: async ({ home }, use) => {
    const smtp = await startSmtpServer({ from: 'alex.morgan@example.com' });
    await home.call('sample.load', {});
    await home.call('settings.saveSmtp', { account: smtp.account, password: smtp.password });
    await use(smtp);
    await smtp.close();
  },
});

const UNDO_MS = 10_000;

test('one click can be undone, and then nothing leaves', async ({ page, home, smtp }) => {
  const { idea, named, outlook } = await openFirstIdea(page, home);
  await outlook.invite();
  const undo = outlook.pending;
  await expect(undo).toContainText(`Sending “${idea.activity.name}” to`);
  await undo.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Undone. Nothing left.')).toBeVisible();
  await expect(outlook.idea(named)).toBeVisible();
  await home.sleep(2 * UNDO_MS);
  expect(smtp.inbox).toHaveLength(0);
});

test('undo is a key as well', async ({ page, home, smtp }) => {
  const { idea, outlook } = await openFirstIdea(page, home);
  await outlook.invite();
  await expect(outlook.pending).toContainText(idea.activity.name);
  await page.keyboard.press('u');
  await expect(page.getByText('Undone. Nothing left.')).toBeVisible();
  await home.sleep(2 * UNDO_MS);
  expect(smtp.inbox).toHaveLength(0);
});

test('one click, and every guest has a REQUEST; the REPLY changes the card', async ({ page, home, smtp }) => {
  const { idea, outlook } = await openFirstIdea(page, home);
  await outlook.invite();
  await expect(outlook.pending).toContainText(idea.activity.name);
  expect(smtp.inbox).toHaveLength(0);
  await home.sleep(UNDO_MS);
  await expect.poll(() => smtp.inbox.length).toBe(idea.guests.length);

  const emails = idea.guests.map(({ email }) => email).toSorted();
  expect(smtp.inbox.flatMap(({ envelopeTo }) => envelopeTo).toSorted()).toEqual(emails);
  const uids = new Set<string>();
  for (const mail of smtp.inbox) {
    expect(mail.calendar?.method).toBe('REQUEST');
    const calendar = new ICAL.Component(ICAL.parse(mail.calendar?.text ?? ''));
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
    uids.add(event.uid);
    expect(
      event.attendees.map((attendee) => String(attendee.getFirstValue()).replace('mailto:', '')).toSorted(),
    ).toEqual(emails);
    expect(event.organizer).toBe('mailto:alex.morgan@example.com');
    // Nothing of why they were chosen.
    expect(mail.raw).not.toMatch(/gap|score|cadence|overdue/i);
  }
  expect(uids.size).toBe(1);
  await expect(page.getByText(`“${idea.activity.name}” is sent.`)).toBeVisible();
  await outlook.open(outlook.sent(idea.activity.name));
  const panel = outlook.panel;
  await expect(panel).toContainText(`waiting for ${emails.length} answers`);

  const request = smtp.inbox[0]?.calendar?.text ?? '';
  const [first, second] = idea.guests;
  await dropFile(page, 'reply.ics', writeReply(request, first!.email, 'ACCEPTED'));
  await expect(page.getByText(`${first!.name} said yes to “${idea.activity.name}”.`)).toBeVisible();
  await expect(panel.getByRole('button', { name: `${first!.name} said yes` })).toHaveAttribute(
    'aria-pressed',
    'true',
  );

  const mail = writeReplyMail(writeReply(request, second!.email, 'DECLINED', 'Away that day'), second!.email);
  await dropFile(page, 'reply.eml', mail);
  await expect(panel.getByRole('button', { name: `${second!.name} said no` })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(panel).toContainText('Away that day');

  // One tap takes it back.
  await panel.getByRole('button', { name: `${second!.name} said no` }).click();
  await expect(panel.getByRole('button', { name: `${second!.name} said no` })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
});

test('an edited text reaches every guest', async ({ page, home, smtp }) => {
  const { idea, outlook } = await openFirstIdea(page, home);
  await outlook.panel.getByRole('button', { name: 'Edit first' }).click();
  const dialog = page.getByRole('dialog');
  for (const { email } of idea.guests) await expect(dialog).toContainText(email);
  await dialog.getByRole('textbox', { name: 'Subject' }).fill('Sun on Tuesday?');
  await dialog.getByRole('textbox', { name: /^Text/ }).first().fill('Shall we?\n\nAlex');
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(dialog).toBeHidden();
  await home.sleep(UNDO_MS);
  await expect.poll(() => smtp.inbox.length).toBe(idea.guests.length);
  for (const mail of smtp.inbox) {
    expect(mail.subject).toBe('Sun on Tuesday?');
    expect(mail.text).toContain('Shall we?');
  }
});

test('moved and called off: the same event, with a higher sequence', async ({ page, home, smtp }) => {
  const { idea, outlook } = await openFirstIdea(page, home);
  await outlook.invite();
  await expect(outlook.pending).toContainText(idea.activity.name);
  await home.sleep(UNDO_MS);
  await expect.poll(() => smtp.inbox.length).toBe(idea.guests.length);
  await outlook.open(outlook.sent(idea.activity.name));
  const panel = outlook.panel;
  await panel.getByRole('button', { name: 'Move' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Move', exact: true }).click();
  await expect(outlook.pending).toContainText('the new time');
  await home.sleep(UNDO_MS);
  await expect.poll(() => smtp.inbox.length).toBe(2 * idea.guests.length);
  await panel.getByRole('button', { name: 'Call it off' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Call it off' }).click();
  await expect(outlook.pending).toContainText('Calling off');
  await home.sleep(UNDO_MS);
  await expect.poll(() => smtp.inbox.length).toBe(3 * idea.guests.length);

  const toFirst = smtp.inbox.filter(({ envelopeTo }) => envelopeTo.includes(idea.guests[0]!.email));
  const events = toFirst.map(({ calendar }) => new ICAL.Component(ICAL.parse(calendar?.text ?? '')));
  expect(events.map((calendar) => calendar.getFirstPropertyValue('method'))).toEqual([
    'REQUEST',
    'REQUEST',
    'CANCEL',
  ]);
  const parts = events.map((calendar) => calendar.getFirstSubcomponent('vevent'));
  expect(new Set(parts.map((event) => event?.getFirstPropertyValue('uid'))).size).toBe(1);
  expect(parts.map((event) => event?.getFirstPropertyValue('sequence'))).toEqual([0, 1, 2]);
});

test('a calendar that has changed in the meantime keeps it from leaving', async ({ page, home, smtp }) => {
  const { idea, outlook } = await openFirstIdea(page, home);
  const { proposals } = await home.call('outlook.read', {});
  const start = new Date(proposals[0]!.start).toISOString().replaceAll(/[-:]|\.000/g, '');
  await outlook.invite();
  await expect(outlook.pending).toContainText(idea.activity.name);
  const clash = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:VEVENT\r\nUID:clash@example.com\r\nDTSTAMP:20260601T060000Z\r\nDTSTART:${start}\r\nDURATION:PT1H\r\nSUMMARY:Fire drill\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
  await dropFile(page, 'clash.ics', clash);
  await expect(page.getByText('clash.ics: 1 event read.')).toBeVisible();
  await home.sleep(UNDO_MS);
  await expect(page.getByText(`“${idea.activity.name}” did not leave.`)).toBeVisible();
  expect(smtp.inbox).toHaveLength(0);
  await outlook.open(outlook.sent(idea.activity.name));
  await expect(outlook.panel).toContainText('Fire drill');
});
