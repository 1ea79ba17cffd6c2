import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toIcal, uidOf } from '#main/calendars/google/to-ical.ts';
import { calendar, event, read, spans, starts } from '#tests/main/calendars/ical/reading.ts';
import { readGoogle, readOne, toEvent } from '#tests/support/google/read.ts';
import { instance, single, sparse, weekly } from '#tests/support/google/scripted.ts';

describe('what an event says', () => {
  test.each(['constructor', 'toString', '__proto__'])('the word %s means nothing', (word) => {
    const text = toIcal({
      master: toEvent(
        single('e1', { eventType: word, attendees: [{ email: 'a@b.nl', responseStatus: word }] }),
      ),
      exceptions: [],
    });
    expect(text).not.toContain('X-GOLDEN-HOUR-TYPE');
    expect(text).toContain('ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:a@b.nl');
  });

  test('all that the app looks at arrives', () => {
    const one = readOne(
      single('e1', {
        iCalUID: 'uid-1@google.com',
        summary: 'Lunch; with, \\ Ann\nand "Bob"',
        location: 'Café Zürich',
        organizer: { email: 'Boss@Example.com', displayName: 'The "Boss" ^' },
        attendees: [
          { email: 'me@example.com', self: true, responseStatus: 'tentative' },
          { email: 'ann@example.com', displayName: 'Ann: Smith; PhD', responseStatus: 'accepted' },
          { email: 'bob@example.com', responseStatus: 'needsAction', optional: true },
          { email: 'no@example.com', responseStatus: 'declined' },
          { email: 'c_1@resource.calendar.google.com', resource: true, responseStatus: 'accepted' },
          { email: 'team@group.calendar.google.com' },
          { id: 'profile7', displayName: 'Somebody' },
        ],
        extendedProperties: { private: { goldenHourActivity: 'dinner' } },
      }),
    );
    expect(one).toMatchObject({
      uid: 'uid-1@google.com',
      recurrenceId: null,
      summary: 'Lunch; with, \\ Ann\nand "Bob"',
      location: 'Café Zürich',
      organizer: { email: 'boss@example.com', name: 'The "Boss" ^' },
      status: 'confirmed',
      transparency: 'opaque',
      type: 'default',
      hasConference: false,
      activity: 'dinner',
    });
    expect(one.attendees).toEqual([
      { email: 'me@example.com', name: null, rsvp: 'tentative', kind: 'individual' },
      { email: 'ann@example.com', name: 'Ann: Smith; PhD', rsvp: 'accepted', kind: 'individual' },
      { email: 'bob@example.com', name: null, rsvp: 'needs-action', kind: 'individual' },
      { email: 'no@example.com', name: null, rsvp: 'declined', kind: 'individual' },
      { email: 'c_1@resource.calendar.google.com', name: null, rsvp: 'accepted', kind: 'room' },
      { email: 'team@group.calendar.google.com', name: null, rsvp: 'needs-action', kind: 'group' },
      { email: 'urn:google:profile7', name: 'Somebody', rsvp: 'needs-action', kind: 'individual' },
    ]);
  });

  test('the UID is the one by which the event is known everywhere', () => {
    const own = {
      extendedProperties: { private: { goldenHourUid: 'u@golden-hour' } },
      iCalUID: 'i@google.com',
    };
    expect(uidOf(toEvent(single('e', own)))).toBe('u@golden-hour');
    expect(uidOf(toEvent(single('e', { iCalUID: 'i@google.com' })))).toBe('i@google.com');
    expect(uidOf(toEvent(single('e')))).toBe('e@google.com');
  });

  test.each([
    ['outOfOffice', 'out-of-office'],
    ['focusTime', 'focus'],
    ['workingLocation', 'working-location'],
    ['birthday', 'birthday'],
    ['fromGmail', 'default'],
    ['default', 'default'],
    ['somethingNew', 'default'],
    [undefined, 'default'],
  ])('an event of type %s is %s', (eventType, type) => {
    expect(readOne(single('e', { eventType })).type).toBe(type);
  });

  test('a meeting to join is one by its link, its data, or a link in the text', () => {
    const hasConference = (more: object): boolean => readOne(single('e', more)).hasConference;
    expect(hasConference({ hangoutLink: 'https://meet.google.com/aaa-bbbb-ccc' })).toBe(true);
    expect(hasConference({ conferenceData: { entryPoints: [{ uri: 'https://zoom.us/j/1' }] } })).toBe(true);
    expect(hasConference({ conferenceData: { conferenceId: 'aaa' } })).toBe(true);
    expect(hasConference({ description: '<a href="https://zoom.us/j/123">Join</a>' })).toBe(true);
    // Asked for, and not there yet.
    expect(hasConference({ conferenceData: { createRequest: { requestId: '1' } } })).toBe(false);
    expect(hasConference({ description: 'See https://example.org' })).toBe(false);
  });

  test('of a shared calendar the one who made the event is its organiser', () => {
    const organizer = { email: 'c_1@group.calendar.google.com', self: true };
    const made = readOne(single('e', { organizer, creator: { email: 'ann@example.com' } }));
    expect(made.organizer?.email).toBe('ann@example.com');
    expect(readOne(single('e', { organizer })).organizer).toBeNull();
  });

  test('a private event without a title is busy and has none', () => {
    const one = readOne(single('e', { summary: undefined, visibility: 'private' }));
    expect(one).toMatchObject({ summary: '', transparency: 'opaque' });
  });
});

describe('when it is', () => {
  const spanOf = (start: object, end: object, more: object = {}): string[] =>
    spans(readGoogle(single('e', { start, end, ...more })).occurrences);

  test('the instant counts, in whatever offset it is written; the zone goes with it', () => {
    const one = readOne(
      single('e', {
        start: { dateTime: '2026-06-04T08:00:00Z', timeZone: 'America/New_York' },
        end: { dateTime: '2026-06-04T11:00:00.500+02:00', timeZone: 'Europe/Berlin' },
      }),
    );
    expect(one.time).toEqual({
      kind: 'timed',
      startMs: Date.parse('2026-06-04T08:00:00Z'),
      endMs: Date.parse('2026-06-04T09:00:00Z'),
      zone: 'America/New_York',
    });
  });

  test('the second pass of a repeated hour is meant as such, and so is a time that the clock skips', () => {
    expect(
      spanOf(
        { dateTime: '2026-10-25T02:30:00+01:00', timeZone: 'Europe/Berlin' },
        { dateTime: '2026-10-25T03:30:00+01:00', timeZone: 'Europe/Berlin' },
      ),
    ).toEqual(['2026-10-25T01:30Z/2026-10-25T02:30Z']);
    expect(
      spanOf(
        { dateTime: '2026-03-29T02:30:00+01:00', timeZone: 'Europe/Berlin' },
        { dateTime: '2026-03-29T04:00:00+02:00', timeZone: 'Europe/Berlin' },
      ),
    ).toEqual(['2026-03-29T01:30Z/2026-03-29T02:00Z']);
  });

  test.each(['Nowhere/Nothing', 'Customized Time Zone', 'x";VALUE=DATE:20200101'])(
    'the zone %s is not known: a single event is at its instant',
    (timeZone) => {
      expect(
        spanOf(
          { dateTime: '2026-06-04T10:00:00+02:00', timeZone },
          { dateTime: '2026-06-04T11:00:00+02:00', timeZone },
        ),
      ).toEqual(['2026-06-04T08:00Z/2026-06-04T09:00Z']);
    },
  );

  test('a series in an unknown zone is read in the reader’s, and says so; a Windows name is known', () => {
    const series = (timeZone: string) =>
      readGoogle(
        weekly('s', {
          start: { dateTime: '2026-06-04T10:00:00+02:00', timeZone },
          end: { dateTime: '2026-06-04T11:00:00+02:00', timeZone },
        }),
      );
    expect(series('Nowhere/Nothing').skipped.map(({ reason }) => reason)).toEqual([
      "Event s@google.com names the time zone 'Nowhere/Nothing', which is unknown and not described in the file. Its times are read in your own zone.",
    ]);
    expect(series('W. Europe Standard Time').skipped).toEqual([]);
    expect(starts(series('W. Europe Standard Time').occurrences)[0]).toBe('2026-06-04T08:00Z');
  });

  test('a time without an offset is on the clock of its zone', () => {
    expect(
      spanOf(
        { dateTime: '2026-06-04T10:00:00', timeZone: 'America/New_York' },
        { dateTime: '2026-06-04T11:00:00', timeZone: 'America/New_York' },
      ),
    ).toEqual(['2026-06-04T14:00Z/2026-06-04T15:00Z']);
  });

  test('whole days, of no length, and with an end that Google only made up', () => {
    expect(spanOf({ date: '2026-04-03' }, { date: '2026-04-06' })).toEqual(['2026-04-03/2026-04-06']);
    const at = { dateTime: '2026-06-04T10:00:00+02:00' };
    expect(spanOf(at, at)).toEqual(['2026-06-04T08:00Z/2026-06-04T08:00Z']);
    const hour = { dateTime: '2026-06-04T11:00:00+02:00' };
    expect(spanOf(at, hour, { endTimeUnspecified: true })).toEqual(['2026-06-04T08:00Z/2026-06-04T09:00Z']);
  });

  test('what is no time is left out by name', () => {
    const reasons = (more: object): string[] =>
      readGoogle(single('e', more)).skipped.map(({ reason }) => reason);
    expect(reasons({ start: undefined })).toEqual(['Event e@google.com has no start.']);
    expect(reasons({ start: { dateTime: 'soon' } })).toEqual([
      "Event e@google.com has a DTSTART that is no date: 'soon'.",
    ]);
    expect(reasons({ end: { dateTime: '2026-06-04T09:00:00+02:00' } })).toEqual([
      expect.stringMatching(/^Event e@google\.com ends .* before it starts/),
    ]);
  });
});

describe('a series', () => {
  test('is expanded with what was moved and without what was deleted', () => {
    const { occurrences, skipped } = readGoogle(weekly('s'), [
      sparse('s', '20260611T080000Z'),
      instance('s', '20260618T080000Z', {
        summary: 'Moved',
        start: { dateTime: '2026-06-19T15:00:00+02:00', timeZone: 'Europe/Berlin' },
        end: { dateTime: '2026-06-19T16:00:00+02:00', timeZone: 'Europe/Berlin' },
      }),
    ]);
    expect(skipped).toEqual([]);
    expect(occurrences.map(({ summary, recurrenceId }) => [summary, recurrenceId])).toEqual([
      ['s', '2026-06-04T08:00:00Z'],
      ['Moved', '2026-06-18T08:00:00Z'],
      ['s', '2026-06-25T08:00:00Z'],
    ]);
    expect(starts(occurrences)).toEqual(['2026-06-04T08:00Z', '2026-06-19T13:00Z', '2026-06-25T08:00Z']);
  });

  test('keeps what its rules say, RDATE and EXDATE too, and nothing else', () => {
    const recurrence = [
      'EXDATE;TZID=Europe/Berlin:20260611T100000',
      'RRULE:FREQ=WEEKLY;COUNT=2\r\nRDATE;TZID=Europe/Berlin:20260612T100000',
      'SUMMARY:Injected',
      7,
    ];
    const { occurrences } = readGoogle(weekly('s', { recurrence }));
    expect(starts(occurrences)).toEqual(['2026-06-04T08:00Z', '2026-06-12T08:00Z']);
    expect(occurrences[0]?.summary).toBe('s');
  });

  test('knows its instances by their ids where their moment is missing', () => {
    const { occurrences } = readGoogle(weekly('s'), [
      { id: 's_20260611T080000Z', status: 'cancelled', recurringEventId: 's' },
    ]);
    expect(starts(occurrences)).toEqual(['2026-06-04T08:00Z', '2026-06-18T08:00Z', '2026-06-25T08:00Z']);
  });

  test('that cannot be seen leaves its instances, each by itself, and none of the deleted ones', () => {
    const { occurrences } = readGoogle(null, [
      sparse('x', '20260611T080000Z'),
      instance('x', '20260604T080000Z', { iCalUID: 'x@google.com' }),
    ]);
    expect(occurrences.map(({ uid, recurrenceId }) => [uid, recurrenceId])).toEqual([
      ['x@google.com', '2026-06-04T08:00:00Z'],
    ]);
  });
});

test('nothing that somebody wrote makes a line of its own', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'a\r\nATTENDEE:mailto:evil@example.com',
      'b\nEND:VEVENT',
      'c\u2028BEGIN:VEVENT',
      '"',
      '^n',
      '\\',
    ),
  );
  fc.assert(
    fc.property(nasty, nasty, nasty, nasty, (summary, name, email, zone) => {
      const text = toIcal({
        master: toEvent(
          single('e', {
            iCalUID: `uid${summary}`,
            summary,
            location: summary,
            description: `https://example.org ${summary}`,
            hangoutLink: `x${email}`,
            organizer: { email: `o${email}`, displayName: name },
            attendees: [{ email: `a${email}`, displayName: name, responseStatus: name }],
            start: { dateTime: '2026-06-04T10:00:00+02:00', timeZone: zone },
            end: { dateTime: name, timeZone: zone },
            recurrence: [`RRULE:FREQ=DAILY;COUNT=2${name}`],
            extendedProperties: { private: { goldenHourActivity: summary } },
          }),
        ),
        exceptions: [],
      });
      const names = text.split(/\r\n|[\n\r]/).map((line) => /^[A-Z-]*/.exec(line)?.[0]);
      const allowed = ['BEGIN', 'UID', 'DTSTART', 'DTEND', 'RRULE', 'SUMMARY', 'LOCATION', 'DESCRIPTION'];
      const more = ['X-GOLDEN-HOUR-ACTIVITY', 'X-GOOGLE-CONFERENCE', 'ORGANIZER', 'ATTENDEE', 'END', ''];
      const order = [...allowed, ...more];
      expect(names.filter((line) => !order.includes(line ?? '?'))).toEqual([]);
      const counts = ['BEGIN', 'END', 'ATTENDEE'].map((one) => names.filter((line) => line === one).length);
      expect(counts).toEqual([2, 2, 1]);
    }),
    { numRuns: 1_000 },
  );
});

test('a character that was lost before it came here is all that is lost', () => {
  expect(readOne(single('e', { summary: 'Caf\uFFFD' })).summary).toBe('Caf\uFFFD');
});

test('what people wrote comes out as they wrote it', () => {
  const written = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => !/[\p{Cc}\u2028\u2029]/u.test(text));
  fc.assert(
    fc.property(written, (summary) => {
      expect(readOne(single('e', { summary })).summary).toBe(summary.trim());
    }),
    { numRuns: 1_000 },
  );
});

test('any JSON for an event gives occurrences or named reasons', () => {
  const values = fc.dictionary(
    fc.constantFrom(
      'start',
      'end',
      'status',
      'recurrence',
      'attendees',
      'organizer',
      'summary',
      'eventType',
      'originalStartTime',
      'conferenceData',
      'extendedProperties',
      'updated',
      'sequence',
    ),
    fc.oneof(
      fc.jsonValue(),
      fc.record({ date: fc.jsonValue(), dateTime: fc.jsonValue(), timeZone: fc.string() }),
    ),
  );
  fc.assert(
    fc.property(values, (more) => {
      const { skipped } = readGoogle({ id: 'e', ...more });
      for (const { reason } of skipped) expect(reason).toMatch(/^Event /);
    }),
    { numRuns: 1_000 },
  );
});

test('the same as the same event written as iCalendar', () => {
  const google = readGoogle(weekly('s', { iCalUID: 'u' })).occurrences;
  const ical = read(
    calendar(
      event(
        'UID:u',
        'DTSTART;TZID=Europe/Berlin:20260604T100000',
        'DTEND;TZID=Europe/Berlin:20260604T110000',
        'RRULE:FREQ=WEEKLY;COUNT=4',
        'SUMMARY:s',
      ),
    ),
  ).occurrences;
  expect(google).toEqual(ical);
});
