import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { parseCalendar } from '#main/calendars/ical/parse-calendar.ts';
import { calendar, event, parse, read, spans, starts } from '#tests/main/calendars/ical/reading.ts';

describe('parseCalendar', () => {
  it.each([
    ['', 'is empty'],
    ['\uFEFF<!DOCTYPE html><html><body>Sign in</body></html>', 'is a web page, not a calendar'],
    ['<?xml version="1.0"?><a/>', 'is XML'],
    ['{"kind": "calendar#events"}', 'is JSON'],
    ['BEGIN:VCARD\nFN:Priya\nEND:VCARD', 'holds contacts, not a calendar'],
    ['PK\u0003\u0004...', 'is a ZIP archive'],
    ['Dear all,', 'is not a calendar'],
  ])('says what %j is', (text, sentence) => {
    const parsed = parseCalendar(text, { calendarId: calendarId('c'), name: 'my.ics' });
    expect(parsed).toMatchObject({ ok: false, code: 'unreadable' });
    expect(parsed.ok ? '' : parsed.message).toContain(`my.ics ${sentence}`);
  });

  it('takes its name from the calendar', () => {
    expect(parse(calendar('X-WR-CALNAME:Work\\, mostly')).name).toBe('Work, mostly');
    expect(parse(calendar('NAME:Private')).name).toBe('Private');
    expect(parse(calendar()).name).toBe('test.ics');
  });

  it('loses no more than the bad event', () => {
    const good = (uid: string): string => event(`UID:${uid}`, 'DTSTART:20260604T100000Z');
    const text = calendar(
      good('a'),
      event('UID:no-start', 'SUMMARY:x'),
      event('UID:bad-start', 'DTSTART:INVALID-DATE'),
      event('UID:bad-rule', 'DTSTART:20260604T100000Z', 'RRULE:FREQ=SOMETIMES'),
      event('UID:bad-length', 'DTSTART:20260604T100000Z', 'DURATION:long'),
      event('UID:negative', 'DTSTART:20260604T100000Z', 'DURATION:-PT1H'),
      event('UID:backwards', 'DTSTART:20260604T110000Z', 'DTEND:20260604T100000Z'),
      event('UID:days-backwards', 'DTSTART;VALUE=DATE:20260604', 'DTEND;VALUE=DATE:20260601'),
      good('b'),
    );
    const { occurrences, skipped } = read(text);
    expect(occurrences.map(({ uid }) => uid)).toEqual(['a', 'b']);
    expect(skipped).toEqual([
      { uid: 'no-start', reason: 'Event no-start has no start.' },
      { uid: 'bad-start', reason: "Event bad-start has a DTSTART that is no date: 'INVALID-DATE'." },
      {
        uid: 'bad-rule',
        reason: "Event bad-rule recurs by a rule that cannot be read: the frequency 'SOMETIMES' is unknown.",
      },
      {
        uid: 'bad-length',
        reason: "Event bad-length has a DURATION that is none: 'long'. Such as PT1H30M is one.",
      },
      { uid: 'negative', reason: "Event negative lasts '-PT1H', less than nothing." },
      {
        uid: 'backwards',
        reason: 'Event backwards ends 10:00 before it starts 11:00. Maybe the feed lost its TZID.',
      },
      {
        uid: 'days-backwards',
        reason:
          'Event days-backwards ends 2026-06-01 before it starts 2026-06-04. Maybe the feed lost its TZID.',
      },
    ]);
    expect(parse(text).events).toBe(9);
  });

  it('loses no more than the bad date of a good event', () => {
    const { occurrences, skipped } = read(
      calendar(
        event('DTSTART:20260604T100000Z', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20260605T100000Z,never'),
      ),
    );
    expect(starts(occurrences)).toEqual(['2026-06-04T10:00Z', '2026-06-06T10:00Z']);
    expect(skipped).toEqual([
      { uid: 'e1', reason: "Event e1 has a EXDATE that is no date: 'never'. That date is ignored." },
    ]);
  });

  it('reads an unknown zone as the reader’s own and says so once', () => {
    const { occurrences, skipped } = read(
      calendar(
        event('UID:a', 'DTSTART;TZID=Nowhere:20260604T100000', 'DTEND;TZID=Nowhere:20260604T110000'),
        event('UID:b', 'DTSTART;TZID=Nowhere:20260605T100000'),
      ),
    );
    expect(starts(occurrences)).toEqual(['2026-06-04T08:00Z', '2026-06-05T08:00Z']);
    expect(skipped).toEqual([
      {
        uid: 'a',
        reason:
          "Event a names the time zone 'Nowhere', which is unknown and not described in the file. Its times are read in your own zone.",
      },
    ]);
  });

  it('keeps the newest of two revisions: SEQUENCE, then LAST-MODIFIED or DTSTAMP', () => {
    const revision = (start: string, ...lines: readonly string[]): string =>
      event(`DTSTART:${start}`, ...lines);
    const newest = (...events: readonly string[]): string[] => starts(read(calendar(...events)).occurrences);
    const first = revision('20260604T100000Z', 'SEQUENCE:2', 'DTSTAMP:20260101T000000Z');
    const second = revision('20260604T110000Z', 'SEQUENCE:1', 'DTSTAMP:20260201T000000Z');
    expect(newest(first, second)).toEqual(['2026-06-04T10:00Z']);
    expect(newest(second, first)).toEqual(['2026-06-04T10:00Z']);
    const early = revision('20260604T120000Z', 'DTSTAMP:20260101T000000Z');
    const late = revision('20260604T130000Z', 'DTSTAMP:20260101T000000Z', 'LAST-MODIFIED:20260301T000000Z');
    expect(newest(late, early)).toEqual(['2026-06-04T13:00Z']);
  });

  it('keeps different events of an exporter that reuses UIDs', () => {
    const { occurrences } = read(
      calendar(
        event('DTSTART:20260604T100000Z'),
        event('DTSTART:20260605T100000Z'),
        event('DTSTART:20260605T100000Z'),
      ),
    );
    expect(starts(occurrences)).toEqual(['2026-06-04T10:00Z', '2026-06-05T10:00Z']);
  });

  it('gives events without UID one of their own, the same on every read', () => {
    const bare = (day: string): string => `BEGIN:VEVENT\nDTSTART:202606${day}T100000Z\nEND:VEVENT`;
    const uids = (): string[] => read(calendar(bare('04'), bare('05'))).occurrences.map(({ uid }) => uid);
    expect(new Set(uids()).size).toBe(2);
    expect(uids()).toEqual(uids());
  });

  it('reads several calendars in one file', () => {
    const text =
      calendar(event('UID:a', 'DTSTART:20260604T100000Z')) +
      calendar(event('UID:b', 'DTSTART;VALUE=DATE:20260604'));
    expect(spans(read(text).occurrences)).toEqual([
      '2026-06-04/2026-06-05',
      '2026-06-04T10:00Z/2026-06-04T10:00Z',
    ]);
  });
});
