import { describe, expect, test } from 'vitest';
import { personId } from '#contract/ids.ts';
import type { ImportResult } from '#contract/imports.ts';
import { importFile, summarizeImport } from '#renderer/features/import-files.ts';
import { findBadEmail, readLines } from '#renderer/features/text-lines.ts';
import { createViews } from '#renderer/bridge/views.ts';
import { en } from '#renderer/ui/text/en.ts';
import { createFormat } from '#renderer/ui/text/format.ts';
import { fileCalendar } from '#tests/renderer/support/calendars.ts';
import { createOffers, createPeople } from '#tests/renderer/support/people.ts';
import { createOutlook } from '#tests/renderer/support/plan.ts';
import { createScriptedBridge } from '#tests/renderer/support/scripted-bridge.ts';

const text = { language: 'en', words: en, format: createFormat('en') } as const;
const skipped = [
  { uid: 'e42', reason: 'ends before it starts' },
  { uid: null, reason: 'no date' },
];
const nothingElse = { completed: [], unchanged: 0, maybeSame: 0 } as const;
const [invite] = createOutlook(createPeople()).invites;
if (invite === undefined) throw new Error('The scripted plan has lost its invite.');

describe('summarizeImport', () => {
  test.each<[string, ImportResult, string, readonly string[]]>([
    [
      'a calendar',
      {
        kind: 'calendar',
        calendar: { ...fileCalendar, skipped },
      },
      'Work: 412 events read.',
      ['2 entries skipped', 'e42: ends before it starts', 'no date'],
    ],
    [
      'people',
      {
        kind: 'people',
        added: 1,
        updated: 3,
        ...nothingElse,
        maybeSame: 2,
        completed: [
          {
            personId: personId('p'),
            name: 'Ann Lee',
            addresses: ['ann@home.example'],
            fields: ['cadenceDays', 'maximumDays', 'zone'],
          },
        ],
        offers: [],
        skipped: [],
      },
      '1 person added, 3 updated. 2 pairs may be the same person.',
      ['Ann Lee: new are ann@home.example, how often, the time zone'],
    ],
    [
      'offers alone',
      { kind: 'people', added: 0, updated: 0, ...nothingElse, offers: createOffers(), skipped: [] },
      '6 people to choose from.',
      [],
    ],
    [
      'an answer',
      { kind: 'answer', invite, from: 'jonas@example.org', answer: 'accepted' },
      'Jonas Weber said yes to “Dinner out”.',
      [],
    ],
    [
      'an answer of somebody who is no guest',
      { kind: 'answer', invite, from: 'x@example.org', answer: 'declined' },
      'x@example.org said no to “Dinner out”.',
      [],
    ],
  ])('%s', (_, result, sentence, details) => {
    expect(summarizeImport('file.ics', result, text)).toMatchObject({ text: sentence, details });
  });
});

describe('importFile', () => {
  test('gives the file to the host and reads the screens again', async () => {
    const bridge = createScriptedBridge({ scene: 'week', language: 'en', theme: 'light' });
    const host = { bridge, views: createViews(bridge) };
    const outcome = await importFile(new File(['BEGIN:VCALENDAR'], 'Home.ics'), host, text);
    expect(outcome).toMatchObject({ ok: true, value: { kind: 'calendar' } });
    expect(bridge.calls).toContain('outlook.read');
  });

  test('a failure of the host is kept', async () => {
    const bridge = createScriptedBridge({ scene: 'week', language: 'en', theme: 'light' });
    const host = { bridge, views: createViews(bridge) };
    expect(await importFile(new File(['?'], 'x.bin'), host, text)).toMatchObject({
      ok: false,
      code: 'unreadable',
    });
  });
});

test('readLines takes lines, commas and semicolons', () => {
  expect(readLines(' a@x.org,\n\nb@x.org; c@x.org ')).toEqual(['a@x.org', 'b@x.org', 'c@x.org']);
  expect(findBadEmail(['a@x.org', 'Ann <b@x.org>'])).toBe('Ann <b@x.org>');
  expect(findBadEmail([])).toBeNull();
});
