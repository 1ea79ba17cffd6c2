import { describe, expect, it } from 'vitest';
import { addDays } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import { makePlan, type Plan } from '#main/planner/make-plan.ts';
import type { PlanInput, ShownProposal } from '#main/planner/plan-types.ts';
import {
  makeActivity,
  makeInput,
  makeOccurrence,
  makePerson,
  makeSettings,
  timed,
} from '#tests/support/planner/world.ts';

const NOW = parseInstant('2026-06-04T08:00:00+02:00');
const TODAY = isoDate('2026-06-04');
const SATURDAY = '2026-06-06T12:00:00+02:00';
const TUESDAY = '2026-06-09T18:00:00+02:00';
/** Everybody long overdue: 2 * 2/3 * quality each. */
const [ANN, BOB] = ['ann', 'bob'].map((key) => makePerson(key, { added: addDays(TODAY, -200) }));

const walk = (quality: number) => makeActivity('walk', { quality, maximumGuests: 1 });
const coffee = (quality: number) => makeActivity('coffee', { quality, maximumGuests: 1 });

const makeWorld = (changed: Partial<PlanInput> = {}): PlanInput =>
  makeInput({
    nowMs: NOW,
    people: [ANN, BOB].flatMap((person) => person ?? []),
    activities: [walk(0.8)],
    settings: makeSettings({ dials: { perWeek: 1, company: 1, hosting: 1 } }),
    ...changed,
  });

const show = (changed: Partial<ShownProposal> = {}): ShownProposal => ({
  activityId: 'walk',
  startMs: parseInstant(TUESDAY),
  guestEmails: ['bob@example.org'],
  pinned: false,
  ...changed,
});

const planned = (plan: Plan): string[] =>
  plan.proposals.map(
    ({ candidate, guests }) =>
      `${candidate.activity.id} ${plan.zone.format(candidate.startMs).slice(0, 16)} ${guests
        .map(({ person }) => person.emails[0]?.split('@')[0])
        .join('+')}`,
  );
const plan = (input: PlanInput): Plan => makePlan(input, () => 0);

describe('a shown proposal', () => {
  it('stays where the best plan is no better by 0.3', () => {
    const alone = plan(makeWorld());
    const stayed = plan(makeWorld({ shown: [show()] }));
    expect(planned(alone)[0]).not.toContain('2026-06-09T18:00');
    expect(planned(stayed)[0]).toBe('walk 2026-06-09T18:00 bob');
    // What was given up for it is said.
    expect(stayed.solver.boundMicro).toBe(alone.solver.valueMicro);
  });

  it.each([
    [0.29, 'coffee 2026-06-09T18:00 bob'],
    [0.3, 'walk 2026-06-06T12:00 bob'],
  ])('is beaten by a plan that is better by 0.3: by %f', (advantage, expected) => {
    // One date a week, the day off costs 0.05 and the evening 0.15; 4/3 of the quality is what a guest is worth.
    const better = coffee(0.5).quality + (advantage - 0.1) * 0.75;
    const input = makeWorld({
      people: [BOB].flatMap((person) => person ?? []),
      activities: [coffee(0.5), walk(better)],
      shown: [show({ activityId: 'coffee' })],
      occurrences: [
        makeOccurrence(timed('2026-06-04T08:00:00+02:00', '2026-06-06T12:00:00+02:00')),
        makeOccurrence(timed('2026-06-06T13:00:00+02:00', '2026-06-09T18:00:00+02:00')),
        makeOccurrence(timed('2026-06-09T19:00:00+02:00', '2026-06-20T00:00:00+02:00')),
      ],
    });
    expect(planned(plan(input))).toEqual([expected]);
  });

  it('is completed by what fits beside it', () => {
    const input = makeWorld({
      activities: [walk(0.8), coffee(0.8)],
      settings: makeSettings({ dials: { perWeek: 2, company: 1, hosting: 1 } }),
      shown: [show()],
    });
    const stayed = planned(plan(input));
    expect(stayed).toContain('walk 2026-06-09T18:00 bob');
    expect(stayed.filter((line) => line.startsWith('coffee') && line.endsWith('ann'))).toHaveLength(1);
  });

  it.each([
    [
      'its time is taken',
      { occurrences: [makeOccurrence(timed('2026-06-09T18:30:00+02:00', '2026-06-09T19:00:00+02:00'))] },
    ],
    ['its activity is gone', { activities: [coffee(0.8)] }],
    ['its guest is nobody', { people: [ANN].flatMap((person) => person ?? []) }],
    [
      'its guest is fresh',
      {
        people: [BOB].flatMap((person) => (person ? [{ ...person, added: TODAY, cadenceDays: 900 }] : [])),
        logged: [{ personId: makePerson('bob').id, date: TODAY }],
      },
    ],
  ] as const)('leaves when %s', (_, changed) => {
    const lines = planned(plan(makeWorld({ ...changed, shown: [show()] })));
    expect(lines.filter((line) => line === 'walk 2026-06-09T18:00 bob')).toEqual([]);
  });

  it('leaves when it has become worth less than 0.3, unless the user put it there', () => {
    const poor = {
      activities: [walk(0.3), coffee(0.9)],
      people: [ANN, BOB].flatMap((person) => person ?? []),
    };
    const shown = [show({ startMs: parseInstant(TUESDAY) })];
    expect(planned(plan(makeWorld({ ...poor, shown })))).not.toContain('walk 2026-06-09T18:00 bob');
    const pinned = [show({ pinned: true })];
    expect(planned(plan(makeWorld({ ...poor, shown: pinned })))).toContain('walk 2026-06-09T18:00 bob');
  });

  it('that the user put there stays whatever the best plan is worth, and leaves only when it is impossible', () => {
    const rich = { activities: [walk(0.5), coffee(1)], shown: [show({ pinned: true })] };
    expect(planned(plan(makeWorld(rich)))).toContain('walk 2026-06-09T18:00 bob');
    const busy = makeOccurrence(timed(TUESDAY, '2026-06-09T19:00:00+02:00'));
    expect(planned(plan(makeWorld({ ...rich, occurrences: [busy] })))).not.toContain(
      'walk 2026-06-09T18:00 bob',
    );
  });

  it('of two that break a rule together the earlier stays, but the one that the user moved first of all', () => {
    const saturday = show({
      activityId: 'coffee',
      startMs: parseInstant(SATURDAY),
      guestEmails: ['ann@example.org'],
    });
    const input = makeWorld({ activities: [walk(0.8), coffee(0.8)] });
    expect(planned(plan({ ...input, shown: [show(), saturday] }))[0]).toBe('coffee 2026-06-06T12:00 ann');
    const moved = planned(plan({ ...input, shown: [show({ pinned: true }), saturday] }));
    expect(moved).toContain('walk 2026-06-09T18:00 bob');
    expect(moved).not.toContain('coffee 2026-06-06T12:00 ann');
  });

  it('whose activity now stands in the calendar leaves', () => {
    const dinner = makeOccurrence(
      timed('2026-06-12T18:00:00+02:00', '2026-06-12T20:00:00+02:00'),
      ['cas@example.org'],
      {
        location: 'Vondelpark',
        activity: 'walk',
      },
    );
    const lines = planned(plan(makeWorld({ shown: [show()], occurrences: [dinner] })));
    expect(lines.filter((line) => line.startsWith('walk'))).toEqual([]);
  });
});
