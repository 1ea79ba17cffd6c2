import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tellReason } from '#main/app/views/skipped-words.ts';
import { openAppWorld } from '#tests/main/app/app-world.ts';

const told = (reason: string, uid: string | null = 'a b'): string => tellReason({ uid, reason }, 'nl');

describe('why an event could not be used, in Dutch', () => {
  it.each([
    ['Event a b has no start.', 'a b', 'Afspraak a b heeft geen begin.'],
    ['Event has no start.', null, 'Afspraak heeft geen begin.'],
    ['Event without UID has no start.', null, 'Afspraak zonder UID heeft geen begin.'],
    ["Event a b lasts '-PT1H', less than nothing.", 'a b', "Afspraak a b duurt '-PT1H', minder dan niets."],
    [
      'Event list cut here: 12 more could not be used, or only in part.',
      null,
      'De lijst stopt hier: nog 12 konden niet, of maar deels, gebruikt worden.',
    ],
  ])('%s', (reason, uid, dutch) => {
    expect(told(reason, uid)).toBe(dutch);
    expect(tellReason({ uid, reason }, 'en')).toBe(reason);
  });

  it('takes an id as it is, whatever it holds', () => {
    const uid = '$1 has no start. (.*)';
    expect(told(`Event ${uid} has no start.`, uid)).toBe(`Afspraak ${uid} heeft geen begin.`);
  });

  // Whoever adds a reason there is reminded that half of the readers read Dutch.
  it.each(['read-event', 'length', 'limits', 'instances', 'expand-other-calendar'])(
    'knows the reasons of %s',
    (file) => {
      const source = readFileSync(
        new URL(`../../../../main/calendars/ical/${file}.ts`, import.meta.url),
        'utf8',
      );
      const reasons = [
        ...source.matchAll(
          /(?:Problem\(\s*|TOO_\w+ = |reason: |push\(\s*)(['`])((?:Event \$\{label\} )?[a-z$](?:(?!\1).|\n)*)\1/g,
        ),
      ].map(([, , text = '']) => text.replace('Event ${label} ', '').replaceAll(/\$\{[^}]*\}/g, '7'));
      expect(reasons).not.toEqual([]);
      const unknown = reasons.filter(
        (text) => /^[a-z]/.test(text) && told(`Event a b ${text}`).startsWith('Event'),
      );
      expect(unknown).toEqual([]);
    },
  );
});

it('a Dutch screen lists what was skipped in Dutch', async () => {
  await using world = await openAppWorld({ language: 'nl' });
  const text =
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nSUMMARY:No start\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
  await world.call('files.import', { name: 'a.ics', text });
  const { calendars } = await world.call('calendars.read', {});
  expect(calendars.flatMap(({ skipped }) => skipped)).toEqual([
    { uid: 'x', reason: 'Afspraak x heeft geen begin.' },
  ]);
});
