import { describe, expect, it } from 'vitest';
import type { IsoDate } from '#contract/time.ts';
import { spanOn } from '#main/app/views/days.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';

const date = (text: string): IsoDate => text as IsoDate;
const interval = (start: string, end: string) => ({ startMs: parseInstant(start), endMs: parseInstant(end) });

describe('spanOn', () => {
  const zone = openZone('Europe/Amsterdam');
  const night = interval('2026-06-01T22:00:00+02:00', '2026-06-03T01:30:00+02:00');

  it.each([
    ['2026-05-31', null],
    ['2026-06-01', { from: 1320, until: 1440 }],
    ['2026-06-02', { from: 0, until: 1440 }],
    ['2026-06-03', { from: 0, until: 90 }],
    ['2026-06-04', null],
  ])('on %s is %j', (day, span) => {
    expect(spanOn(night, date(day), zone)).toEqual(span);
  });

  it('ends at midnight where the interval does, and is not on the next date', () => {
    const evening = interval('2026-06-01T20:00:00+02:00', '2026-06-02T00:00:00+02:00');
    expect(spanOn(evening, date('2026-06-01'), zone)).toEqual({ from: 1200, until: 1440 });
    expect(spanOn(evening, date('2026-06-02'), zone)).toBeNull();
  });

  it('never runs backwards in the hour that the clock shows twice', () => {
    const twice = interval('2026-10-25T02:45:00+02:00', '2026-10-25T02:15:00+01:00');
    expect(spanOn(twice, date('2026-10-25'), zone)).toEqual({ from: 165, until: 165 });
  });

  it('knows days of 23, 24.5 and 25 hours', () => {
    const lordHowe = openZone('Australia/Lord_Howe');
    for (const [where, day] of [
      [zone, '2026-03-29'],
      [zone, '2026-10-25'],
      [lordHowe, '2026-04-05'],
      [lordHowe, '2026-10-04'],
    ] as const) {
      const whole = {
        startMs: where.toEpochMs(date(day), 0),
        endMs: where.toEpochMs(date(day), 1440),
      };
      expect(spanOn(whole, date(day), where)).toEqual({ from: 0, until: 1440 });
    }
  });
});
