import { BARE_MODES } from '#tests/servers/google/modes.ts';
import { ALEX, test } from '../support/google-desk.ts';
import {
  allow,
  allowTheRest,
  begin,
  changeAndCallOff,
  connect,
  followContacts,
  hearFirst,
  hearNo,
  leave,
  loseAndReturn,
  photograph,
  sendFirst,
} from '../support/google-story.ts';

// Longer than others, on a machine that is busy.
test.describe.configure({ timeout: 120_000 });

test.describe('Google with the plainest part alone', () => {
  test.use({ googleModes: BARE_MODES });
  test('is read, written and heard all the same: en, light', async ({ desk, google }) => {
    const story = begin(desk, google, 'en');
    await google.goTo('#/settings/calendars');
    await story.asking.startConnecting();
    await allow(story, await story.asking.continueInBrowser());
    await story.asking.chooseCalendars([ALEX, 'Family']);
    await story.asking.chooseHome(ALEX);
    await google.sync();
    await photograph(desk.page, 'connected');
    await followContacts(story);
    const first = await sendFirst(story);
    await hearFirst(story, first);
    await changeAndCallOff(story, first);
  });
});

test.describe('an account at Google', () => {
  for (const [language, theme] of [
    ['en', 'light'],
    ['nl', 'dark'],
  ] as const) {
    test.describe(() => {
      test.use({ systemTheme: theme, settings: { firstRunDone: true, language } });
      test(`connected, invites, answers, taken back, connected again, removed: ${language}, ${theme}`, async ({
        desk,
        google,
      }) => {
        const story = begin(desk, google, language);
        await connect(story);
        await allowTheRest(story);
        await followContacts(story);
        await hearFirst(story, await sendFirst(story));
        await hearNo(story);
        await loseAndReturn(story);
        await leave(story);
      });
    });
  }
});
