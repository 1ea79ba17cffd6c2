import type { Page } from '@playwright/test';
import type { Language } from '#contract/vocabulary.ts';
import { en } from '#renderer/ui/text/en.ts';
import { nl } from '#renderer/ui/text/nl.ts';
import { startSmtpServer } from '#tests/servers/smtp/server.ts';
import { WeekPage } from '../pages/week.ts';
import { dropFile } from '../support/drop-file.ts';
import { chooseInTrayMenu, type Desk, expect, readTrayMenu, test } from '../support/desk.ts';
import { writeReply } from '../support/reply.ts';

const WORDS = { en, nl };
const UNDO_MS = 10_000;

/** A picture of what is on the screen, kept with the results of the test. */
async function photograph(page: Page, name: string): Promise<void> {
  const body = await page.screenshot({ animations: 'disabled' });
  await test.info().attach(name, { body, contentType: 'image/png' });
}

async function readInvites(desk: Desk) {
  const { invites } = await desk.call('outlook.read', {});
  return invites;
}

/** From nothing to an invite that was answered, as a person goes. */
async function goWholeWay(desk: Desk, language: Language): Promise<void> {
  const smtp = await startSmtpServer({ from: 'alex.morgan@example.com' });
  const words = WORDS[language];
  await desk.page.getByRole('button', { name: words.firstRun.calendars.sample }).click();
  await expect(desk.page.getByRole('group', { name: words.outlook.grid })).toBeVisible();
  await photograph(desk.page, 'outlook');
  await desk.call('settings.saveSmtp', { account: smtp.account, password: smtp.password });

  const page = await desk.openWeek();
  const week = new WeekPage(page, language);
  await expect(week.rows).toHaveCount(7);
  await expect(week.invites.first()).toBeVisible();
  await photograph(page, 'weekly plan');

  await week.invites.first().click();
  await expect(week.undos).toHaveCount(1);
  await photograph(page, 'about to leave');
  await week.undos.first().click();
  await expect(week.undos).toHaveCount(0);
  await desk.sleep(2 * UNDO_MS);
  expect(smtp.inbox).toHaveLength(0);

  await week.invites.first().click();
  await expect(week.undos).toHaveCount(1);
  const asked = (await readInvites(desk)).find(({ state }) => state.kind === 'undo-window');
  await desk.sleep(UNDO_MS);
  await expect.poll(() => smtp.inbox.length).toBe(asked!.guests.length);
  await expect(week.undos).toHaveCount(0);
  await photograph(page, 'sent');

  const [guest] = asked!.guests;
  await dropFile(
    desk.page,
    'reply.ics',
    writeReply(smtp.inbox[0]?.calendar?.text ?? '', guest!.email, 'ACCEPTED'),
  );
  await expect
    .poll(async () => (await readInvites(desk)).find(({ id }) => id === asked!.id)?.guests[0]?.answer)
    .toBe('accepted');
  const answered = words.outlook.answersShort.accepted;
  await expect(week.row(asked!.activity.name).first()).toContainText(answered);
  await photograph(page, 'answered');
  // What was taken back never left, not even late.
  expect(smtp.inbox).toHaveLength(asked!.guests.length);
  await smtp.close();
}

test.describe('the whole way', () => {
  for (const language of ['en', 'nl'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      test.describe(() => {
        test.use({ systemTheme: theme, settings: { firstRunDone: false, language } });
        test(`first run, sample week, weekly plan, one click, undo, send, answer: ${language}, ${theme}`, async ({
          desk,
        }) => {
          await goWholeWay(desk, language);
        });
      });
    }
  }
});

test.describe('the tray', () => {
  test('first of all it can take back what is about to leave, after the popover has gone', async ({
    desk,
  }) => {
    await desk.call('sample.load', {});
    // With a mail program alone the message is handed over at once, and taken back there.
    const account = {
      host: '127.0.0.1',
      port: 9,
      security: 'none',
      user: 'alex',
      from: 'alex@example.com',
    } as const;
    await desk.call('settings.saveSmtp', { account, password: 'secret' });
    const { outside } = desk;
    const week = new WeekPage(await desk.openWeek());
    await expect(week.rows).toHaveCount(7);
    await week.invites.first().click();
    await expect(week.undos).toHaveCount(1);
    await outside.focusElsewhere();
    await expect.poll(async () => (await readTrayMenu(desk))[0]?.id).toBe('undo');
    await chooseInTrayMenu(desk, 'undo');
    await expect
      .poll(async () => (await readInvites(desk)).map(({ state }) => state.kind))
      .not.toContain('undo-window');
    await expect.poll(async () => (await readTrayMenu(desk))[0]?.id).toBe('this-week');
  });

  test('its menu leads everywhere, in the user’s language', async ({ desk }) => {
    await expect
      .poll(async () => (await readTrayMenu(desk)).map(({ label }) => label))
      .toContain('This week');
    await desk.call('settings.save', { changes: { language: 'nl' } });
    await expect
      .poll(async () => (await readTrayMenu(desk)).map(({ label }) => label))
      .toContain('Deze week');
    await chooseInTrayMenu(desk, 'settings');
    await expect(desk.page.getByRole('navigation', { name: nl.settings.title })).toBeVisible();
  });

  test('its last entry ends the app', async ({ desk }) => {
    await desk.call('sample.load', {});
    const ended = new Promise((resolve) => {
      desk.desktop.process().once('exit', resolve);
    });
    // The answer may be lost with the process.
    await chooseInTrayMenu(desk, 'quit').catch(() => undefined);
    expect(await ended).toBe(0);
  });
});
