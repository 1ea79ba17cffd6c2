import { describe, expect, it } from 'vitest';
import { readDateLine, readDuration, readPeriod, readWhen } from '#main/calendars/ical/date-line.ts';
import { UTC } from '#main/calendars/ical/wall-time.ts';

const ms = (text: string): number => Date.parse(text);

describe('readDateLine', () => {
  it.each([
    ['DTSTART:20260604T100000', null, ['20260604T100000']],
    ['DTSTART;TZID=Europe/Amsterdam:20260604T100000', 'Europe/Amsterdam', ['20260604T100000']],
    ['DTSTART;VALUE=DATE-TIME;TZID="Europe/Paris":20260604T100000', 'Europe/Paris', ['20260604T100000']],
    [
      'DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin:20260604T100000',
      '(UTC+01:00) Amsterdam, Berlin',
      ['20260604T100000'],
    ],
    ['DTSTART;TZID="(UTC-05:00) Eastern":20260604T100000', '(UTC-05:00) Eastern', ['20260604T100000']],
    [
      'DTSTART;TZID=W. Europe Standard Time;X-A=b:20260604T100000',
      'W. Europe Standard Time',
      ['20260604T100000'],
    ],
    [
      'DTSTART;TZID="W. Europe Standard Time:20260604T100000"',
      'W. Europe Standard Time',
      ['20260604T100000'],
    ],
    ['DTSTART:2026-06-04T10:00:00Z', null, ['2026-06-04T10:00:00Z']],
    [
      'EXDATE;TZID=Asia/Tokyo:20260604T100000, 20260605T100000,',
      'Asia/Tokyo',
      ['20260604T100000', '20260605T100000'],
    ],
    ['EXDATE:', null, []],
  ])('takes %s apart', (line, tzid, values) => {
    expect(readDateLine(line)).toMatchObject({ tzid, values });
  });
});

describe('readWhen', () => {
  it('reads dates, floating, UTC and extended times', () => {
    expect(readWhen('20260604', null)).toEqual({ kind: 'date', day: ms('2026-06-04') / 86_400_000 });
    expect(readWhen('20260604T1000', null)).toEqual({
      kind: 'time',
      wallMs: ms('2026-06-04T10:00Z'),
      zone: null,
    });
    expect(readWhen('20260604T100000Z', null)).toEqual({
      kind: 'time',
      wallMs: ms('2026-06-04T10:00Z'),
      zone: UTC,
    });
    expect(readWhen('2026-06-04T10:00:00+02:00', null)).toEqual({
      kind: 'time',
      wallMs: ms('2026-06-04T08:00Z'),
      zone: UTC,
    });
  });

  it('takes 24:00 for the next midnight and a leap second for the one before', () => {
    expect(readWhen('20261231T240000Z', null)).toMatchObject({ wallMs: ms('2027-01-01T00:00Z') });
    expect(readWhen('20161231T235960Z', null)).toMatchObject({ wallMs: ms('2016-12-31T23:59:59Z') });
  });

  it('does not take the years 1 to 99 for those of the last century', () => {
    expect(readWhen('00010101T000000Z', null)).toMatchObject({ wallMs: ms('0001-01-01T00:00:00Z') });
  });

  it.each(['20260230', '20261301', '20260604T250000', '20260604T106000', 'tomorrow', '', '2026', '00000101'])(
    'refuses %s',
    (value) => {
      expect(readWhen(value, null)).toBeUndefined();
    },
  );
});

describe('readDuration', () => {
  it.each([
    ['PT1H30M', 0, 5_400_000],
    ['P1W', 7, 0],
    ['P1DT12H', 1, 43_200_000],
    ['-PT15M', 0, -900_000],
    ['PT1W', 7, 0],
    ['+P2D', 2, 0],
  ])('reads %s', (value, days, exactMs) => {
    expect(readDuration(value)).toEqual({ days, exactMs });
  });

  it.each(['P', 'PT', '1H', '', 'PT1H30', 'P1Y'])('refuses %s', (value) => {
    expect(readDuration(value)).toBeUndefined();
  });
});

describe('readPeriod', () => {
  it('ends at a time or after a duration', () => {
    expect(readPeriod('20260604T100000Z/20260604T110000Z', null)).toMatchObject({
      end: { wallMs: ms('2026-06-04T11:00Z') },
    });
    expect(readPeriod('20260604T100000Z/PT2H', null)).toMatchObject({ end: { exactMs: 7_200_000 } });
    expect(readPeriod('20260604T100000Z/soon', null)).toBeUndefined();
  });
});
