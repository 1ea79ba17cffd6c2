import { describe, expect, test } from 'vitest';
import { describeCalendars } from '#renderer/features/calendar-notes.tsx';
import { en } from '#renderer/ui/text/en.ts';
import { createFormat } from '#renderer/ui/text/format.ts';
import { nl } from '#renderer/ui/text/nl.ts';
import { type CalendarScene, createCalendars } from '#tests/renderer/support/calendars.ts';
import { date } from '#tests/renderer/support/people.ts';

const english = { language: 'en', words: en, format: createFormat('en') } as const;
const dutch = { language: 'nl', words: nl, format: createFormat('nl') } as const;
const plan = { zone: 'Europe/Amsterdam', today: date('2026-06-04') };
const describeScene = (scene: CalendarScene, text: typeof english | typeof dutch = english) =>
  describeCalendars(createCalendars(scene), plan, text).map((note) => [note.text, note.action]);

describe('what the plan says of its calendars', () => {
  test('one that is old, without a reason', () => {
    expect(describeScene('connected')).toEqual([['Rowing club: calendar from yesterday.', 'retry']]);
  });

  test('no connection is one sentence with the age of the oldest', () => {
    expect(describeScene('calendars-offline', dutch)).toEqual([
      [
        'Geen verbinding met Family, Private, Holidays in the Netherlands en Rowing club: stand van gisteren.',
        'retry',
      ],
    ]);
  });

  test('an account speaks for its calendars', () => {
    expect(describeScene('unauthorized')).toEqual([
      [expect.stringContaining('alex@example.org: caldav.fastmail.com does not accept'), 'see'],
      ['Rowing club: calendar from yesterday.', 'retry'],
    ]);
  });

  test('what asks for an answer leads to where it can be given', () => {
    expect(describeScene('emptied')).toEqual([[expect.stringMatching(/^Rowing club: All 64/), 'see']]);
  });

  test('several of which something is wrong are named in one sentence', () => {
    const view = createCalendars('emptied');
    const trouble = view.calendars.find(({ id }) => id === 'rowing')?.trouble ?? null;
    const calendars = view.calendars.map((calendar) =>
      calendar.kind === 'feed' ? { ...calendar, trouble } : calendar,
    );
    expect(describeCalendars({ ...view, calendars }, plan, english)).toEqual([
      {
        text: 'Holidays in the Netherlands and Rowing club could not be read: the last good state is shown.',
        action: 'see',
      },
    ]);
  });

  test('nothing where nothing is connected', () => {
    expect(describeCalendars(createCalendars(null), plan, english)).toEqual([]);
  });
});
