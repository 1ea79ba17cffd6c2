import { describe, expect, test } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { describeAge } from '#renderer/features/age-text.ts';
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
