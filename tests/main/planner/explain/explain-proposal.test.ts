import { describe, expect, it } from 'vitest';
import type { Language } from '#contract/vocabulary.ts';
import { isoDate } from '#main/kernel/time.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import { explainProposal, reasonsOf } from '#main/planner/explain/explain-proposal.ts';
import { makePlan, type Plan } from '#main/planner/make-plan.ts';
import type { PlanInput, Proposal } from '#main/planner/plan-types.ts';
import { fromMicro } from '#main/planner/weights.ts';
import { fineSky } from '#tests/support/planner/sky.ts';
import { makeActivity, makeInput, makeOccurrence, makePerson, timed } from '#tests/support/planner/world.ts';

const NOW = parseInstant('2026-06-01T09:00:00+02:00');
const LONG_AGO = isoDate('2025-06-01');

function planFor(changed: Partial<PlanInput>): { plan: Plan; proposal: Proposal } {
  const plan = makePlan(
    makeInput({
      nowMs: NOW,
      people: [makePerson('ann', { added: LONG_AGO, circle: 'peers' })],
      activities: [makeActivity('dinner', { from: 18 * 60, until: 21 * 60, quality: 1 })],
      ...changed,
    }),
    () => 0,
  );
  const [proposal] = plan.proposals;
  if (!proposal) throw new Error('This world gives a proposal.');
  return { plan, proposal };
}

const sentences = (changed: Partial<PlanInput>, language: Language = 'en'): string[] => {
  const { plan, proposal } = planFor(changed);
  return reasonsOf(proposal, plan, language).map(({ term, text }) => `${term}: ${text}`);
};

describe('reasons of a proposal', () => {
  it('come from the terms, which add up to the value', () => {
    const { plan, proposal } = planFor({
      people: [
        makePerson('ann', { added: LONG_AGO, circle: 'peers', department: 'Sales' }),
        makePerson('bob', { added: LONG_AGO, circle: 'leaders', department: 'Board', importance: 2 }),
      ],
      activities: [
        makeActivity('dinner', { from: 18 * 60, until: 21 * 60, quality: 1, spend: 2, travelMinutes: null }),
      ],
    });
    const { terms } = proposal;
    const worth = terms.worth.reduce((sum, part) => sum + part.value, 0);
    const value = terms.weather * (worth + terms.mixing - terms.crowd) - terms.burden;
    expect(fromMicro(proposal.valueMicro)).toBeCloseTo(value, 6);
    const reasons = reasonsOf(proposal, plan, 'en');
    expect(reasons.map((reason) => reason.term)).toEqual([
      'worth',
      'worth',
      'mixing',
      'crowd',
      'weather',
      'burden',
    ]);
    expect(reasons.map((reason) => reason.amount)).toEqual([
      ...terms.worth.map((part) => part.value),
      terms.mixing,
      -terms.crowd,
      terms.weather,
      -terms.burden,
    ]);
  });

  it('have no sentence without a term: alone, at noon on a working day, for free', () => {
    const lunch = makeActivity('lunch', { from: 12 * 60, until: 13 * 60 });
    expect(sentences({ activities: [lunch] }).map((text) => text.split(':')[0])).toEqual([
      'worth',
      'weather',
    ]);
  });

  it('change with the term that they speak of', () => {
    const base = sentences({});
    const evening = makeActivity('dinner', { from: 18 * 60, until: 21 * 60, quality: 1, spend: 2 });
    const dearer = sentences({ activities: [evening] });
    expect(dearer.filter((text) => !base.includes(text)).map((text) => text.split(':')[0])).toEqual([
      'burden',
    ]);
    const important = sentences({ people: [makePerson('ann', { added: LONG_AGO, importance: 1.5 })] });
    expect(important.filter((text) => !base.includes(text)).map((text) => text.split(':')[0])).toEqual([
      'worth',
    ]);
    const sooner = sentences({ people: [makePerson('ann', { added: isoDate('2026-05-01') })] });
    expect(sooner).toEqual(base);
  });

  it('say the gap in words: what is aimed for and how long it has been', () => {
    const walk = makeOccurrence(
      timed('2026-02-14T11:00:00+01:00', '2026-02-14T12:00:00+01:00'),
      ['ann@example.org'],
      {
        location: 'Vondelpark',
      },
    );
    const weekly = ['05', '12', '19', '26'].map((day) =>
      makeOccurrence(timed(`2026-05-${day}T10:00:00+02:00`, `2026-05-${day}T10:30:00+02:00`), [
        'ann@example.org',
      ]),
    );
    const [worth] = sentences({ occurrences: [walk, ...weekly] });
    expect(worth).toBe(
      'worth: You aim for every 60 days; it has been 107 days since you met outside work. Working together slows the clock and never stops it.',
    );
    const [dutch] = sentences({ occurrences: [walk, ...weekly] }, 'nl');
    expect(dutch).toContain('Je mikt op elke 60 dagen; het is 107 dagen geleden');
  });

  it('tell the weather, the sunset and the fallback outdoors, never 0 % or 100 %', () => {
    const picnic = makeActivity('picnic', {
      setting: 'outdoor',
      from: 18 * 60,
      until: 20 * 60,
      quality: 1,
      fallback: makeActivity('dinner').id,
      envelope: {
        apparentMinC: 15,
        apparentMaxC: 28,
        gustMaxKmh: 40,
        rainMaxMm: 1,
        daylight: true,
        airQualityMax: null,
        source: 'test',
      },
    });
    const { plan, proposal } = planFor({
      activities: [picnic, makeActivity('dinner', { quality: 0.1 })],
      forecast: fineSky(NOW - 9 * 3_600_000),
    });
    const words = explainProposal(proposal, plan, 'en');
    expect(words.weatherText).toBe('dry and 19° (99 %)');
    expect(words.whyTime.join(' ')).toMatch(
      /Sun until 2[12]:\d\d\. If the weather turns: dinner, same time\./,
    );
    expect(proposal.candidate.suitability).toBeLessThan(1);
  });
});
