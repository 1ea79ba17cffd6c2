import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { CALENDAR_SCENES } from '#tests/renderer/support/calendars.ts';
import { GOOGLE_SCENES } from '#tests/renderer/support/google.ts';
import type { GoogleAnswer } from '#tests/renderer/support/scripted-google.ts';
import { CalendarsPage } from '../pages/calendars.ts';
import { GooglePage } from '../pages/google.ts';
import { expect, test, type Visit } from '../support/gallery.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The dark theme differs in its colours alone. */
async function findViolations(page: Page, theme: 'light' | 'dark' = 'light'): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page });
  const chosen = theme === 'light' ? axe.withTags(TAGS) : axe.withRules(['color-contrast']);
  const { violations } = await chosen.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** As the setting does it, on the screen that is there. */
async function darken(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(() => {
    document.documentElement.dataset['theme'] = 'dark';
  });
  await expect(page.locator('body')).toHaveCSS('color-scheme', 'dark');
}

type Screen = { readonly name: string; readonly visit: Visit; readonly act?: (page: Page) => Promise<void> };

const press = (key: string) => (page: Page) => page.keyboard.press(key);
const click = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

const calendars = { scene: 'connected', hash: '#/settings/calendars' } as const;
const connect = (kind: string) => (page: Page) => new CalendarsPage(page).startAdding(kind);
const connectTo = (server: string, password: string) => async (page: Page) => {
  const form = new CalendarsPage(page);
  await form.startAdding('An account');
  await form.fillAccount({ server, user: 'alex', password });
  await form.submit('Connect');
};

const connectGoogle = async (page: Page): Promise<void> => {
  await page.context().route('https://accounts.google.com/**', (route) => route.fulfill({ body: 'Google' }));
  const google = new GooglePage(page);
  await google.startConnecting();
  await google.continueInBrowser();
  await google.waiting.waitFor();
};
const answerGoogle = (answer: GoogleAnswer) => async (page: Page) => {
  await connectGoogle(page);
  await page.evaluate((said) => window.scripted.answerGoogle(said), answer);
  await page.getByRole('dialog').getByRole('heading').last().waitFor();
};
const enterClient = async (page: Page): Promise<void> => {
  const google = new GooglePage(page);
  await google.startConnecting();
  await google.enterClient('1234567890-abc', '');
};

const screens: readonly Screen[] = [
  { name: 'outlook', visit: {} },
  { name: 'outlook, overview', visit: {}, act: press('Escape') },
  { name: 'outlook as a list', visit: {}, act: press('l') },
  { name: 'outlook, a day', visit: {}, act: click(/Monday 8 June/) },
  { name: 'outlook, an invite', visit: {}, act: click(/^Dinner out with/) },
  { name: 'outlook, not now', visit: {}, act: click('Not now') },
  { name: 'outlook, edit first', visit: {}, act: click('Edit first') },
  { name: 'outlook, another time', visit: {}, act: press('t') },
  { name: 'outlook, about to leave', visit: {}, act: click('Invite') },
  { name: 'keyboard help', visit: {}, act: press('?') },
  { name: 'week', visit: { hash: '#/week' } },
  { name: 'week, a why', visit: { hash: '#/week' }, act: click(/^Today, Thursday 4 June/) },
  { name: 'week, a quiet day', visit: { hash: '#/week' }, act: click(/^Friday 5 June/) },
  { name: 'week, about to leave', visit: { hash: '#/week' }, act: click(/^Invite/) },
  { name: 'week, stale', visit: { hash: '#/week', scene: 'stale' } },
  { name: 'week, in the popover', visit: { popover: true }, act: click(/^Today, Thursday 4 June/) },
  {
    name: 'week, what did not leave',
    visit: { popover: true, scene: 'trouble' },
    act: click(/^Today, Thursday 4 June/),
  },
  { name: 'the morning after', visit: { hash: '#/week', scene: 'morning-after' } },
  {
    name: 'the morning after, answered',
    visit: { hash: '#/week', scene: 'morning-after' },
    act: click('No'),
  },
  {
    name: 'the morning after, moved',
    visit: { popover: true, scene: 'morning-after' },
    act: click('Moved'),
  },
  { name: 'the morning after, in the overview', visit: { scene: 'morning-after' }, act: press('Escape') },
  { name: 'no calendar', visit: { scene: 'no-calendar' } },
  { name: 'no forecast', visit: { scene: 'no-forecast' } },
  { name: 'stale', visit: { scene: 'stale' } },
  { name: 'failed', visit: { scene: 'failed' } },
  { name: 'loading', visit: { scene: 'loading' } },
  { name: 'first run', visit: { scene: 'first-run' } },
  { name: 'people', visit: { hash: '#/people' } },
  { name: 'nobody', visit: { scene: 'nobody', hash: '#/people' } },
  { name: 'people, some twice', visit: { scene: 'doubles', hash: '#/people' } },
  { name: 'maybe the same person', visit: { scene: 'doubles', hash: '#/people/same' } },
  {
    name: 'maybe the same person, confirming',
    visit: { scene: 'doubles', hash: '#/people/same' },
    act: click(/^Same person: Ruth/),
  },
  { name: 'nobody twice', visit: { hash: '#/people/same' } },
  { name: 'a person, merging', visit: { hash: '#/people/id/p2' }, act: click('Merge with') },
  { name: 'a person', visit: { hash: '#/people/id/p2' } },
  { name: 'a person, edited', visit: { hash: '#/people/id/p2' }, act: click('Edit') },
  { name: 'somebody new', visit: { hash: '#/people/new' } },
  ...[
    'calendars',
    'hours',
    'privateLife',
    'place',
    'dials',
    'you',
    'mail',
    'weather',
    'activities',
    'desktop',
    'look',
  ].map((section) => ({ name: `settings, ${section}`, visit: { hash: `#/settings/${section}` } })),
  { name: 'settings, in the desktop app', visit: { scene: 'desktop', hash: '#/settings/desktop' } },
  { name: 'an activity', visit: { hash: '#/settings/activities' }, act: click('Edit Grill at home') },
  ...CALENDAR_SCENES.map((scene) => ({
    name: `calendars, ${scene}`,
    visit: { scene, hash: '#/settings/calendars' },
  })),
  ...CALENDAR_SCENES.map((scene) => ({ name: `outlook, ${scene}`, visit: { scene } })),
  { name: 'add a calendar', visit: calendars, act: click('Add a calendar') },
  { name: 'connect an account', visit: calendars, act: connect('An account') },
  { name: 'an account, refused', visit: calendars, act: connectTo('dav.example.org', 'wrong') },
  { name: 'an account, connecting', visit: calendars, act: connectTo('slow.example.org', 'right') },
  { name: 'choose calendars', visit: calendars, act: click('Choose calendars') },
  { name: 'the address of a calendar', visit: calendars, act: connect('The address of a calendar') },
  { name: 'a watched file', visit: calendars, act: connect('A file that is watched') },
  { name: 'remove a calendar', visit: calendars, act: click('Remove Rowing club') },
  {
    name: 'the password again',
    visit: { scene: 'secret-lost', hash: '#/settings/calendars' },
    act: click('Type the password again'),
  },
  ...GOOGLE_SCENES.map((scene) => ({
    name: `calendars, ${scene}`,
    visit: { scene, hash: '#/settings/calendars' },
  })),
  ...(['google-waiting', 'google-failed', 'google-reconnect'] as const).map((scene) => ({
    name: `outlook, ${scene}`,
    visit: { scene },
  })),
  { name: 'what Google is asked', visit: calendars, act: (page) => new GooglePage(page).startConnecting() },
  { name: 'Google, waiting', visit: calendars, act: connectGoogle },
  { name: 'Google, refused', visit: calendars, act: answerGoogle('no') },
  { name: 'Google, connected', visit: calendars, act: answerGoogle('yes') },
  {
    name: 'a client ID that is wrong',
    visit: { scene: 'google-no-client', hash: '#/settings/calendars' },
    act: enterClient,
  },
  { name: 'the write step', visit: { scene: 'google' }, act: click('Invite') },
  { name: 'the write step in the popover', visit: { scene: 'google', popover: true }, act: click(/^Invite/) },
  { name: 'invites that wait', visit: { scene: 'google-held' }, act: click(/^Dinner out with/) },
  { name: 'invites that wait, in the week', visit: { scene: 'google-held', hash: '#/week' } },
  { name: 'people, with a Google account', visit: { scene: 'google', hash: '#/people' } },
  {
    name: 'people, asking for contacts',
    visit: { scene: 'google', hash: '#/people' },
    act: (page) => new GooglePage(page).importContacts.click(),
  },
  { name: 'not found', visit: { hash: '#/nowhere' } },
];

for (const { name, visit: where, act } of screens) {
  test(`axe: ${name}`, async ({ page, visit }) => {
    await visit(where);
    await page.getByRole('main').waitFor();
    await act?.(page);
    if (where.scene !== 'loading') await expect(page.getByText('One moment …')).toHaveCount(0);
    expect(await findViolations(page)).toEqual([]);
    await darken(page);
    expect(await findViolations(page, 'dark')).toEqual([]);
  });
}

test('axe: a small window in Dutch', async ({ page, visit }) => {
  await page.setViewportSize({ width: 420, height: 800 });
  await visit({ language: 'nl' });
  await page.getByRole('button', { name: /^Grill at home/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
});

test('nothing is cut or scrolled sideways at 320 px, which is 400 % zoom', async ({ page, visit }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const hash of [
    '#/outlook',
    '#/week',
    '#/people',
    '#/people/id/p2',
    '#/people/same',
    '#/settings/mail',
    '#/settings/hours',
    '#/settings/calendars',
    '#/welcome',
  ]) {
    await visit({ hash, scene: hash.endsWith('calendars') ? 'secret-lost' : 'week' });
    await page.getByRole('main').waitFor();
    await page.waitForLoadState('networkidle');
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, hash).toBe(0);
  }
});

test('targets are at least 24 px', async ({ page, visit }) => {
  for (const hash of [
    '#/outlook',
    '#/week',
    '#/people',
    '#/settings/hours',
    '#/settings/activities',
    '#/settings/calendars',
  ]) {
    await visit({ hash, scene: 'syncing' });
    await page.waitForLoadState('networkidle');
    const small = await page.getByRole('button').evaluateAll((buttons) =>
      buttons
        .map((button) => ({
          box: button.getBoundingClientRect(),
          name: button.getAttribute('aria-label') ?? button.textContent,
        }))
        .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
        .map(({ name }) => name),
    );
    expect(small, hash).toEqual([]);
  }
});
