import { describe, expect, test } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { describeAge } from '#renderer/app/data-age.tsx';
import { estimateRemaining } from '#renderer/app/pending.ts';
import { en } from '#renderer/ui/text/en.ts';
import { createFormat } from '#renderer/ui/text/format.ts';
import { createPeople } from '#tests/renderer/support/people.ts';
import { createOutlook } from '#tests/renderer/support/plan.ts';

const text = { language: 'en', words: en, format: createFormat('en') } as const;
const plan = createOutlook(createPeople());

describe('describeAge', () => {
  test('is that of the oldest calendar; the own one does not count', () => {
    const [work, own] = plan.calendars;
    if (work === undefined || own === undefined) throw new Error('The scripted plan has lost its calendars.');
    const older = { ...work, id: calendarId('home'), asOf: '2026-06-03T12:00:00+02:00' };
    expect(describeAge(plan, plan.calendars, text)).toBe('Calendar from 09:12, forecast from 08:40');
    expect(describeAge(plan, [work, older], text)).toBe('Calendar from yesterday, forecast from 08:40');
    expect(describeAge({ ...plan, forecast: null }, [own], text)).toBe('No calendar yet, no forecast');
  });
});

describe('estimateRemaining', () => {
  const now = Date.parse('2026-06-04T09:00:00Z');
  test.each([
    ['2026-06-04T09:00:10Z', 10_000],
    ['2026-06-04T09:00:03Z', 3_000],
    ['2026-06-04T08:59:59Z', 0],
    // Another clock altogether: the whole window from now.
    ['2026-06-04T08:00:00Z', 10_000],
    ['2026-06-05T09:00:00Z', 10_000],
  ])('%s', (sendsAt, remaining) => {
    expect(estimateRemaining(sendsAt, now)).toBe(remaining);
  });
});
