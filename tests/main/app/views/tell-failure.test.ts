import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fail } from '#contract/outcome.ts';
import { FAILURES_IN_DUTCH } from '#main/app/views/failures-in-dutch.ts';
import { tellFailure } from '#main/app/views/tell-failure.ts';
import { openAppWorld } from '#tests/main/app/app-world.ts';

const inDutch = (message: string): string => tellFailure(fail('conflict', message), 'nl').message;

describe('tellFailure', () => {
  it('puts the values where they belong', () => {
    expect(
      inDutch('ann at dav.example.org is connected already. Choose its calendars, or remove it first.'),
    ).toBe(
      'ann bij dav.example.org is al verbonden. Kies de agenda’s ervan, of verwijder het account eerst.',
    );
  });

  it('takes values as they are, whatever they hold', () => {
    expect(
      inDutch('This calendar is there already: $& {1} (a.b)*. Remove it first to add it anew.'),
    ).toContain('$& {1} (a.b)*');
  });

  it('leaves English, and what it does not know, alone', () => {
    const failure = fail('conflict', 'Give the address of the calendar.');
    expect(tellFailure(failure, 'en')).toBe(failure);
    const unknown = fail('refused', 'Who knows?');
    expect(tellFailure(unknown, 'nl')).toBe(unknown);
  });

  it('keeps code and log', () => {
    const failure = {
      ...fail(
        'bug',
        'Something went wrong in a.b. It is in the log under 1f; nothing was lost that was saved.',
      ),
      logId: '1f',
    };
    expect(tellFailure(failure, 'nl')).toMatchObject({ code: 'bug', logId: '1f' });
  });

  it.each(FAILURES_IN_DUTCH)('%s', (english, dutch) => {
    const count = english.split('{}').length - 1;
    const values = Array.from({ length: count }, (_, i) => `value${i + 1}`);
    let next = 0;
    const said = english.replaceAll('{}', () => values[next++] ?? '');
    expect(inDutch(said)).toBe(dutch.replaceAll(/\{(\d)\}/g, (_, n: string) => values[Number(n) - 1] ?? '?'));
    for (const value of values) expect(inDutch(said)).toContain(value);
  });

  // A sentence that somebody adds for the screens needs its Dutch.
  const MAIN = new URL('../../../../main/', import.meta.url);
  const files = ['app/handlers/', 'invites/', 'people/', 'calendars/feed/', 'app/heavy/', 'places/'].flatMap(
    (folder) =>
      readdirSync(new URL(folder, MAIN), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => folder + name),
  );
  it.each([...files, 'app/invite-content.ts', 'app/person-draft.ts'])('knows what %s says', (file) => {
    const source = readFileSync(new URL(file, MAIN), 'utf8');
    const said = [...source.matchAll(/\bfail\(\s*'[a-z-]+',\s*('[^']*'|"[^"]*"|`[^`]*`),?\s*\)/g)]
      .map(([, quoted = '']) => quoted.slice(1, -1).replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, 'value'))
      // What is put together elsewhere.
      .filter((message) => message !== 'value value');
    expect(said.filter((message) => inDutch(message) === message)).toEqual([]);
  });
});

it('a Dutch screen hears of a failure in Dutch', async () => {
  await using world = await openAppWorld({ language: 'nl' });
  const ftp = await world.refuse('calendars.addFeed', {
    address: 'ftp://example.org/a.ics',
    name: null,
    role: 'own',
  });
  expect(ftp.message).toBe(
    'Van een ftp-adres kan geen agenda gelezen worden. Geef een adres dat met https, http of webcal begint.',
  );
});
