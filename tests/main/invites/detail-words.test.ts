import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detailInDutch } from '#main/invites/detail-words.ts';
import { describeProblem, type CalendarTrouble } from '#main/invites/problem.ts';

const said = (failure: CalendarTrouble, detail: string): string =>
  describeProblem({ kind: 'calendar', failure, detail }, 'nl');

describe('what our own parts say, on a Dutch card', () => {
  it.each([
    ['The server answered 403.', 'De server antwoordde 403.'],
    ['The calendar is full (507).', 'De agenda is vol (507).'],
    ['No connection (CERT_HAS_EXPIRED).', 'Geen verbinding (CERT_HAS_EXPIRED).'],
    ['The password for dav.example.org is gone.', 'Het wachtwoord voor dav.example.org is weg.'],
  ])('%s', (english, dutch) => {
    expect(said('refused', english)).toContain(dutch);
    expect(said('refused', english)).not.toContain(english);
  });

  it('leaves a server’s own words as they are', () => {
    expect(detailInDutch('550 5.1.1 User unknown')).toBe('550 5.1.1 User unknown');
  });

  // Whoever adds a sentence there is reminded that half of the readers read Dutch.
  it.each([
    ['invites/caldav/calendar.ts', /'([A-Z][^']+\.)'/g],
    ['app/services/invite-calendars.ts', /fail\(\s*'[a-z-]+',\s*['`]([^'`]+)['`]/g],
    ['app/services/invite-providers/caldav.ts', /fail\(\s*'[a-z-]+',\s*['`]([^'`]+)['`]/g],
    ['app/services/invite-providers/google.ts', /fail\(\s*'[a-z-]+',\s*['`]([^'`]+)['`]/g],
    ['invites/google/calendar.ts', /'([A-Z][^']+\.)'/g],
    ['calendars/google/api.ts', /['`]([A-Z][^'`]+\.)['`]/g],
    ['app/services/account-tokens.ts', /fail\(\s*'busy',\s*['`]([^'`]+)['`]/g],
    ['app/services/mail-account.ts', /fail\(\s*'[a-z-]+',\s*['`]([^'`]+)['`]/g],
    ['calendars/caldav/client.ts', /'([A-Z][^']+\.)'/g],
  ])('knows every sentence of %s', (path, sentence) => {
    const source = readFileSync(new URL(`../../../main/${path}`, import.meta.url), 'utf8');
    const sentences = [...source.matchAll(sentence)].map(([, text = '']) => text.replace(/\$\{.*?\}/g, '7'));
    expect(sentences.length).toBeGreaterThan(0);
    expect(sentences.filter((text) => detailInDutch(text) === text)).toEqual([]);
  });
});
