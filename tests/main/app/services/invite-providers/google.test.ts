import { describe, expect, it } from 'vitest';
import { accountId, calendarId } from '#contract/ids.ts';
import { fail } from '#contract/outcome.ts';
import { createGoogleInvites } from '#main/app/services/invite-providers/google.ts';
import type { StoredAccount } from '#main/store/accounts.ts';
import { createMemorySecrets } from '#main/store/secrets.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import { temporaryStore } from '#tests/main/store/temporary.ts';

const ACCOUNT: StoredAccount = {
  id: accountId('account'),
  kind: 'google',
  host: 'calendar.google.com',
  user: 'Google',
  connection: null,
  mailsGuests: true,
  calendars: [],
  trouble: null,
};

function organizerOf(address: string | null, me: readonly string[]): string | null | undefined {
  const store = temporaryStore();
  const id = calendarId('main');
  store.accounts.save(ACCOUNT);
  store.calendars.add(
    {
      id,
      name: 'Main',
      kind: 'google',
      role: 'own',
      accountId: ACCOUNT.id,
      remoteRef: 'main',
      origin: 'calendar.google.com',
      isWritable: true,
    },
    0,
  );
  const invites = createGoogleInvites(
    {
      store,
      secrets: createMemorySecrets(),
      settings: {
        read: () => ({ ...DEFAULT_SETTINGS, me }),
        save: () => fail('refused', 'Not here.'),
        warnings: () => [],
      },
      fetch,
    },
    {
      tokens: { access: async () => fail('offline', 'Not here.'), scopes: () => [] },
      apiRoot: null,
    },
  );
  const connection = { address, asked: [], granted: [] };
  return invites.describeHome(store.calendars.read(id)!, { ...ACCOUNT, connection })?.organizer;
}

describe('who asks the guests of an invite in a Google calendar', () => {
  it.each([
    ['the account', 'alex@example.com', ['me@example.com'], 'alex@example.com'],
    ['the user, where nobody says which account it is', null, ['me@example.com'], 'me@example.com'],
    ['somebody unknown, where nobody says that either', null, [], 'unknownorganizer@calendar.google.com'],
  ])('%s', (_name, address, me, organizer) => {
    expect(organizerOf(address, me)).toBe(organizer);
  });
});
