import type { Page } from '@playwright/test';
import type { InviteView } from '#contract/invites.ts';
import type { ProposalView } from '#contract/outlook.ts';
import type { Language } from '#contract/vocabulary.ts';
import { en } from '#renderer/ui/text/en.ts';
import { nl } from '#renderer/ui/text/nl.ts';
import { ConsentPage } from '../pages/consent.ts';
import type { GooglePage } from '../pages/google.ts';
import { OutlookPage } from '../pages/outlook.ts';
import type { Desk } from './desk.ts';
import { ALEX, expect, type GoogleDesk, test } from './google-desk.ts';

const WORDS = { en, nl };
const MINUTE_MS = 60_000;
const UNDO_MS = 10_000;

interface Story {
  readonly desk: Desk;
  readonly google: GoogleDesk;
  readonly asking: GooglePage;
  readonly outlook: OutlookPage;
  readonly language: Language;
}

export function begin(desk: Desk, google: GoogleDesk, language: Language): Story {
  const asking = google.readPage(language);
  return { desk, google, asking, outlook: new OutlookPage(desk.page, language), language };
}

/** A picture of what is on the screen, kept with the results of the test. */
export async function photograph(page: Page, name: string): Promise<void> {
  const body = await page.screenshot({ animations: 'disabled' });
  await test.info().attach(name, { body, contentType: 'image/png' });
}

const waitForAnswer = ({ desk }: Story): Promise<void> =>
  expect.poll(async () => (await desk.call('calendars.read', {})).connecting).toBeNull();

export async function allow(story: Story, opened: Page): Promise<void> {
  await new ConsentPage(opened).allow();
  await waitForAnswer(story);
  await opened.close();
}

/** The account, without its list of calendars at first, and every other way that it may not go. */
export async function connect(story: Story): Promise<void> {
  const { desk, google, asking, language } = story;
  const words = WORDS[language].google;
  await google.goTo('#/settings/calendars');
  await asking.startConnecting();
  await photograph(desk.page, 'what is asked');
  const first = await asking.continueInBrowser();
  await expect(asking.waiting).toBeVisible();
  await expect(asking.dialog.locator('.sign-in-left')).toHaveText(/(?:5:00|4:5\d)/);
  const again = await asking.openOnceMore();
  expect(again.url()).toBe(first.url());
  await again.close();
  await photograph(desk.page, 'waiting');
  await asking.cancel();
  await waitForAnswer(story);

  await asking.dialog.getByRole('button', { name: new RegExp(`^${words.name}`) }).click();
  const late = await asking.continueInBrowser();
  await google.sleep(5 * MINUTE_MS);
  await expect(asking.failed).toBeVisible();
  await photograph(desk.page, 'five minutes are over');
  await late.close();
  const refused = new ConsentPage(await asking.tryAgain());
  await refused.deny();
  await expect(asking.failed).toBeVisible();
  await photograph(desk.page, 'refused at Google');
  await refused.page.close();

  const consent = new ConsentPage(await asking.tryAgain());
  await expect(consent.scopes).toHaveCount(3);
  await consent.scope('calendar.calendarlist.readonly').uncheck();
  await photograph(consent.page, 'Google asks');
  await consent.allow();
  await photograph(consent.page, 'back to Golden Hour');
  await consent.page.close();
  await asking.chooseCalendars([ALEX]);
  await asking.chooseHome(ALEX);
  await expect(asking.dialog).toHaveCount(0);
}

/** What was left out is said, and allowed by one click; then there is more to choose from. */
export async function allowTheRest(story: Story): Promise<void> {
  const { desk, asking, language } = story;
  const missing = { en: /only your main calendar can be read/, nl: /alleen je hoofdagenda te lezen/ }[
    language
  ];
  await expect(asking.section).toContainText(missing);
  await photograph(desk.page, 'not everything was allowed');
  await allow(story, await asking.allowMissing());
  await expect(asking.section).not.toContainText(missing);
  await asking.openChoice();
  await asking.chooseCalendars([ALEX, 'Family']);
  await expect(asking.section.getByRole('listitem').filter({ hasText: 'Family' })).toBeVisible();
  await photograph(desk.page, 'connected');
}

/** Nobody is followed who was not ticked: here the seven of them whom Alex has not met. */
export async function followContacts(story: Story): Promise<void> {
  const { desk, google, asking, language } = story;
  await google.goTo('#/people');
  await asking.importContacts.click();
  await photograph(desk.page, 'contacts');
  await allow(story, await asking.continueToGoogle());
  const notices = desk.page.getByRole('region', { name: WORDS[language].common.notices.label });
  await expect(notices).toContainText(/13 (?:people|mensen)/);
  await photograph(desk.page, 'contacts are here');
  const { people } = await desk.call('people.list', {});
  for (const { id, emails } of people.filter(({ gap }) => gap === 1)) {
    expect(emails).not.toEqual([]);
    await desk.call('people.setStatus', { personId: id, status: 'followed' });
  }
}

async function readIdea({ desk }: Story): Promise<ProposalView> {
  const { proposals } = await desk.call('outlook.read', {});
  const [idea] = proposals;
  if (idea === undefined) throw new Error('There is no idea to send.');
  return idea;
}

async function readInvite({ desk }: Story, { activity }: ProposalView): Promise<InviteView> {
  const { invites } = await desk.call('outlook.read', {});
  const found = invites.find((invite) => invite.activity.id === activity.id);
  if (found === undefined) throw new Error(`There is no invite to ${activity.name}.`);
  return found;
}

const emailsOf = ({ guests }: Pick<ProposalView, 'guests'>): readonly string[] =>
  guests.map(({ email }) => email).toSorted();

/** It lies in Alex' calendar, once, as it was meant; and each guest has one mail of it. */
async function expectOnServer(story: Story, idea: ProposalView, count: number): Promise<string> {
  const { google } = story;
  await expect.poll(() => google.invites().length).toBe(count);
  const event = google.invites().find(({ summary }) => summary?.includes(idea.activity.name));
  if (event === undefined) throw new Error(`${idea.activity.name} is not on the server.`);
  expect(Date.parse(event.start?.dateTime ?? '')).toBe(Date.parse(idea.start));
  expect((event.attendees ?? []).map(({ email = '' }) => email).toSorted()).toEqual(emailsOf(idea));
  // Its own name for it, what was written and what it is, as far as the server keeps such things.
  const marks = Object.keys(event.extendedProperties?.private ?? {}).toSorted();
  const { extendedProperties: keepsMarks } = google.server.modes;
  expect(marks).toEqual(keepsMarks ? ['goldenHourActivity', 'goldenHourMark', 'goldenHourUid'] : []);
  const mails = google.server.mails.filter(({ eventId }) => eventId === event.id);
  expect(mails.map(({ to }) => to).toSorted()).toEqual(emailsOf(idea));
  for (const mail of mails) expect(mail).toMatchObject({ kind: 'invitation', sendUpdates: 'all' });
  await expect.poll(async () => (await readInvite(story, idea)).state.kind).toBe('sent');
  return event.id;
}

/** The one step before the first invite; the invite is kept from the click on, and leaves once Google has said yes. */
export async function sendFirst(
  story: Story,
): Promise<{ readonly idea: ProposalView; readonly eventId: string }> {
  const { desk, google, asking, outlook } = story;
  await google.goTo('#/outlook');
  await expect(outlook.columns.getByText('Design workshop').first()).toBeVisible();
  const idea = await readIdea(story);
  await outlook.open(outlook.idea(idea.activity.name));
  await photograph(desk.page, 'outlook');
  await outlook.invite();
  await expect(asking.writeStep).toContainText(ALEX);
  await photograph(desk.page, 'the write step');
  await asking.notNow();
  expect((await desk.call('outlook.read', {})).invites).toEqual([]);
  await outlook.invite();
  const consent = new ConsentPage(await asking.continueToGoogle());
  await expect(outlook.pending).toContainText(idea.activity.name);
  await photograph(desk.page, 'about to leave');
  await expect(consent.scope('calendar.events.owned')).toBeChecked();
  await allow(story, consent.page);
  await expect(asking.note).toHaveCount(0);
  expect(google.invites()).toEqual([]);
  await google.sleep(UNDO_MS);
  return { idea, eventId: await expectOnServer(story, idea, 1) };
}

async function sendNext(story: Story): Promise<ProposalView> {
  const { google, asking, outlook } = story;
  const idea = await readIdea(story);
  await outlook.open(outlook.idea(idea.activity.name));
  await outlook.invite();
  await expect(asking.writeStep).toHaveCount(0);
  await expect(outlook.pending).toContainText(idea.activity.name);
  await google.sleep(UNDO_MS);
  return idea;
}

const readBooked = async ({ desk }: Story, { guests }: ProposalView): Promise<readonly (string | null)[]> => {
  const { people } = await desk.call('people.list', {});
  return guests.map(({ personId }) => people.find(({ id }) => id === personId)?.bookedOn ?? null);
};

type FirstSent = Awaited<ReturnType<typeof sendFirst>>;

/** What a guest says at Google stands on the card. */
export async function hearFirst(story: Story, first: FirstSent): Promise<void> {
  const { desk, google, outlook, language } = story;
  const { invite: labels } = WORDS[language].outlook;
  const [friend] = first.idea.guests;
  google.server.answer(first.eventId, friend!.email, 'accepted', 'With pleasure!');
  await google.sync();
  await outlook.open(outlook.sent(first.idea.activity.name));
  await expect(outlook.panel).toContainText('With pleasure!');
  await expect(outlook.panel.getByRole('button', { name: labels.setYes(friend!.name) })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await photograph(desk.page, 'a guest comes');
  expect(await readBooked(story, first.idea)).toEqual(first.idea.guests.map(() => first.idea.date));
}

/** A no counts: who cannot come is free for another idea. */
export async function hearNo(story: Story): Promise<void> {
  const { desk, google, outlook, language } = story;
  const second = await sendNext(story);
  const eventId = await expectOnServer(story, second, 2);
  expect(await readBooked(story, second)).toEqual(second.guests.map(() => second.date));
  for (const { email } of second.guests) google.server.answer(eventId, email, 'declined', 'Away that day');
  await google.sync();
  await outlook.open(outlook.sent(second.activity.name));
  await expect(outlook.panel).toContainText('Away that day');
  await expect(outlook.panel).toContainText(WORDS[language].outlook.stateText.allNo);
  await photograph(desk.page, 'nobody comes');
  // They are free again.
  expect(await readBooked(story, second)).toEqual(second.guests.map(() => null));
}

/** Taken back in the Google account: it is said, what was clicked is kept, and leaves once when Alex is back. */
export async function loseAndReturn(story: Story): Promise<void> {
  const { desk, google, asking, outlook, language } = story;
  const gone = { en: 'does not let Golden Hour in any more', nl: 'laat Golden Hour niet meer toe' }[language];
  google.server.revoke(ALEX);
  await google.sync();
  await expect(desk.page.getByText(gone).first()).toBeVisible();
  await photograph(desk.page, 'taken back at Google');
  const third = await sendNext(story);
  await expect.poll(async () => (await readInvite(story, third)).state.kind).toBe('failed');
  await outlook.open(outlook.sent(third.activity.name));
  await photograph(desk.page, 'kept until then');
  expect(google.invites()).toHaveLength(2);

  await desk.page.getByRole('link', { name: WORDS[language].calendars.notes.see }).first().click();
  await expect(asking.section).toContainText(gone);
  await photograph(desk.page, 'connect again');
  await google.goTo('#/outlook');
  await outlook.open(outlook.sent(third.activity.name));
  await allow(story, await asking.connectAgainFor(outlook.panel));
  await expect(desk.page.getByText(gone)).toHaveCount(0);
  await expectOnServer(story, third, 3);
  // What was said of it while it could not leave is no longer true.
  const { notices } = WORDS[language].common;
  await expect(outlook.notices).toContainText(notices.sent(third.activity.name, third.guests.length));
  await expect(outlook.notices).not.toContainText(notices.failed(third.activity.name));
  await photograph(desk.page, 'nothing was lost');
}

export async function leave(story: Story): Promise<void> {
  const { desk, google, asking, language } = story;
  const { server } = google;
  const mailed = server.mails.length;
  await google.goTo('#/settings/calendars');
  await asking.removeAccount();
  await expect(asking.dialog).toContainText(WORDS[language].google.account.removeKeeps);
  await photograph(desk.page, 'remove the account');
  await asking.confirmRemoval();
  await expect(asking.dialog).toHaveCount(0);
  const told = server.requests.filter(({ id }) => id === 'oauth.revoke');
  expect(told.map(({ status }) => status)).toEqual([200]);
  expect((await desk.call('calendars.read', {})).accounts).toEqual([]);
  expect(google.invites()).toHaveLength(3);
  expect(server.mails).toHaveLength(mailed);
}

/** Another time: an update of the same event, once for each guest; then it is called off, and is gone. */
export async function changeAndCallOff(story: Story, first: FirstSent): Promise<void> {
  const { desk, google, outlook, language } = story;
  const { server } = google;
  const { invite: labels } = WORDS[language].outlook;
  const { id } = await readInvite(story, first.idea);
  const start = new Date(Date.parse(first.idea.start) + 30 * MINUTE_MS).toISOString();
  await desk.call('invites.move', { inviteId: id, start });
  await google.sleep(UNDO_MS);
  await expect
    .poll(() => Date.parse(server.event(first.eventId, ALEX)?.start?.dateTime ?? ''))
    .toBe(Date.parse(start));
  const mailedOf = (kind: string): readonly string[] =>
    server.mails.flatMap((mail) => (mail.kind === kind ? [mail.to] : [])).toSorted();
  expect(mailedOf('update')).toEqual(emailsOf(first.idea));
  await google.sync();
  await expect(outlook.panel.getByRole('status')).toContainText(WORDS[language].outlook.states.sent);
  await photograph(desk.page, 'another time');
  await outlook.panel.getByRole('button', { name: labels.cancel }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: labels.cancelConfirm }).click();
  await expect(outlook.pending).toContainText(first.idea.activity.name);
  await google.sleep(UNDO_MS);
  await expect.poll(() => google.invites()).toEqual([]);
  expect(mailedOf('cancellation')).toEqual(emailsOf(first.idea));
}
