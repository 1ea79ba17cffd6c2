import { describe, expect, it } from 'vitest';
import { isoDate } from '#main/kernel/time.ts';
import type { Touch } from '#main/people/touch.ts';
import { gapText } from '#main/planner/explain/gap-text.ts';
import { makePerson } from '#tests/support/planner/world.ts';

const today = isoDate('2026-06-01');
const touch = (date: string, kind: Touch['kind'], weight: number): Touch => ({
  date: isoDate(date),
  kind,
  weight,
  occurrence: null,
});
const text = (
  touches: readonly Touch[],
  all: number,
  outside: number,
  language: 'en' | 'nl' = 'en',
): string =>
  gapText(
    {
      person: makePerson('ann'),
      touches,
      gap: { gap: Math.max(all, outside / 2), all, outside },
      bookedOn: null,
      lastActivity: null,
    },
    today,
    language,
  );

describe('the gap in words', () => {
  it('knows nobody yet', () => {
    expect(text([], 1, 1)).toBe('You aim for every 60 days, and your calendar knows of no meeting yet.');
  });

  it('counts since a real talk, not since a meeting of twenty', () => {
    const touches = [touch('2026-03-03', 'one-to-one', 0.5), touch('2026-05-29', 'meeting', 0)];
    expect(text(touches, 1.5, 1.5)).toBe(
      'You aim for every 60 days; it has been 90 days since you really talked.',
    );
    expect(text([touch('2026-05-29', 'meeting', 0)], 1.5, 1.5)).toBe(
      'You aim for every 60 days; lately you met in larger groups only.',
    );
  });

  it('tells work from time outside it', () => {
    const work = touch('2026-05-31', 'one-to-one', 0.5);
    expect(text([work], 0.2, 2)).toBe(
      'You aim for every 60 days; you talked 1 day ago, and never outside work.',
    );
    const walk = touch('2026-01-01', 'get-together', 1);
    expect(text([walk, work], 0.2, 1.8)).toContain(
      '151 days since you met outside work. Working together slows',
    );
    expect(text([walk, work], 0.2, 1.8, 'nl')).toContain(
      '151 dagen geleden dat jullie elkaar buiten het werk zagen',
    );
  });
});
