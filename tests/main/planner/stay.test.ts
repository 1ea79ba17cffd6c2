import { describe, expect, it } from 'vitest';
import { addDays } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import type { Person } from '#main/people/person.ts';
import { makePlan, type Plan } from '#main/planner/make-plan.ts';
import type { PlanInput, ShownProposal } from '#main/planner/plan-types.ts';
import { fineSky } from '#tests/support/planner/sky.ts';
import {
  makeActivity,
  makeInput,
  makeOccurrence,
  makePerson,
  makeSettings,
  timed,
} from '#tests/support/planner/world.ts';

// Monday 1 June 2026, 9:00 in Amsterdam.
const TODAY = isoDate('2026-06-01');
const ZONE = openZone('Europe/Amsterdam');
const dueFor = (key: string, days: number, changed: Partial<Person> = {}): Person =>
  makePerson(key, { added: addDays(TODAY, -days), ...changed });
const ann = dueFor('ann', 60);
const bo = dueFor('bo', 60);

const lunch = makeActivity('lunch', { quality: 0.6, from: 690, until: 870 });
const dinner = makeActivity('dinner', { quality: 0.8, from: 18 * 60 });
const at = (date: string, time: string): number => parseInstant(`${date}T${time}:00+02:00`);
const shown = (
  activity: string,
  date: string,
  time: string,
  changed: Partial<ShownProposal> = {},
): ShownProposal => ({
  activityId: activity,
  startMs: at(date, time),
  guestEmails: ['ann@example.org'],
  pinned: false,
  ...changed,
});

const plan = (changed: Partial<PlanInput>): Plan =>
  makePlan(
    makeInput({
      nowMs: at('2026-06-01', '09:00'),
      people: [ann],
      activities: [lunch],
      forecast: fineSky(ZONE.toEpochMs(TODAY, 0)),
      ...changed,
    }),
    () => 0,
  );
const said = ({ proposals }: Plan): string[] =>
  proposals.map(({ candidate, guests }) => {
    const start = ZONE.format(candidate.startMs).slice(5, 16);
    return `${start} ${candidate.activity.id} ${guests
      .map(({ person }) => person.id.slice(3))
      .toSorted()
      .join('+')}`;
  });
const LATER = shown('lunch', '2026-06-08', '12:15');
const LATER_SAID = '06-08T12:15 lunch ann';
const BEST_SAID = '06-02T12:00 lunch ann';

describe('a shown proposal stays', () => {
  it('where nothing is better', () => {
    expect(said(plan({}))).toEqual([BEST_SAID]);
    expect(said(plan({ shown: [LATER] }))).toEqual([LATER_SAID]);
  });

  it('with who was on it, by any of their addresses', () => {
    const twice = { ...ann, emails: ['ann@example.org', 'ann@home.example'] };
    const guestEmails = ['ann@home.example'];
    expect(said(plan({ people: [twice], shown: [{ ...LATER, guestEmails }] }))).toEqual([LATER_SAID]);
    const both = ['ann@home.example', 'ann@example.org'];
    expect(said(plan({ people: [twice], shown: [{ ...LATER, guestEmails: both }] }))).toEqual([LATER_SAID]);
  });

  it('and the plan is proven only as far as the best one', () => {
    const { solver } = plan({ shown: [LATER] });
    expect(solver.boundMicro).toBe(solver.valueMicro);
    const worse = plan({ people: [ann], activities: [lunch, dinner], shown: [LATER] }).solver;
    expect(worse.boundMicro).toBeGreaterThanOrEqual(worse.valueMicro);
  });
});

describe('until the best plan beats it by 0.3', () => {
  // Worth of ann is 2 * 2/3 * quality; the best dinner is on a Saturday with a burden of 0.05, a lunch has none.
  const better = (advantage: number): string[] => {
    const quality = (0.8 + advantage + 0.05) / (4 / 3);
    return said(plan({ activities: [lunch, { ...dinner, quality }], shown: [LATER] }));
  };

  it('less than that and it stays', () => {
    expect(better(0.299)).toEqual([LATER_SAID]);
  });

  it('that much and it goes', () => {
    expect(better(0.301)).toEqual(['06-06T18:00 dinner ann']);
  });
});

describe('it goes when it is impossible', () => {
  it.each<[string, Partial<PlanInput>]>([
    [
      'the hour is busy now',
      { occurrences: [makeOccurrence(timed('2026-06-08T12:00:00+02:00', '2026-06-08T13:00:00+02:00'))] },
    ],
    ['the activity is gone', { activities: [{ ...lunch, id: makeActivity('brunch').id }] }],
    ['the weekday is quiet now', { settings: makeSettings({ quietWeekdays: [1] }) }],
    [
      'they are put off',
      { holds: { personUntil: new Map([[ann.id, isoDate('2026-06-09')]]), nothingBefore: null } },
    ],
    ['the week is put off', { holds: { personUntil: new Map(), nothingBefore: isoDate('2026-06-09') } }],
    ['the person is not followed any more', { people: [{ ...ann, status: 'paused' }] }],
    [
      'the person is fresh',
      {
        people: [makePerson('ann', { cadenceDays: 400, maximumDays: 800 })],
        logged: [{ personId: ann.id, date: TODAY }],
      },
    ],
    ['the guest is a stranger', { shown: [{ ...LATER, guestEmails: ['stranger@example.org'] }] }],
  ])('%s', (_, changed) => {
    expect(said(plan({ shown: [LATER], ...changed }))).not.toContain(LATER_SAID);
  });

  it('two of them break a rule together: the earlier stays', () => {
    const both = [LATER, shown('dinner', '2026-06-08', '18:00', { guestEmails: ['bo@example.org'] })];
    const made = said(plan({ people: [ann, bo], activities: [lunch, dinner], shown: both }));
    expect(made).toContain(LATER_SAID);
    expect(made).not.toContain('06-08T18:00 dinner bo');
  });

  it('somebody twice: the earlier stays, whatever the order', () => {
    const both = [shown('dinner', '2026-06-09', '18:00'), LATER];
    for (const order of [both, both.toReversed()]) {
      expect(said(plan({ activities: [lunch, dinner], shown: order }))).toEqual([LATER_SAID]);
    }
  });

  it('its guests may not meet any more', () => {
    const apart = [{ ...ann, apart: ['bo@example.org'] }, bo];
    const both = { ...LATER, guestEmails: ['ann@example.org', 'bo@example.org'] };
    expect(said(plan({ people: [ann, bo], shown: [both] }))).toEqual(['06-08T12:15 lunch ann+bo']);
    expect(said(plan({ people: apart, shown: [both] }))).not.toContain('06-08T12:15 lunch ann+bo');
  });

  it('the group does not fit any more, or one of them is worth nothing', () => {
    const both = { ...LATER, guestEmails: ['ann@example.org', 'bo@example.org'] };
    const stays = (changed: Partial<PlanInput>): boolean =>
      said(plan({ people: [ann, bo], shown: [both], ...changed })).includes('06-08T12:15 lunch ann+bo');
    expect(stays({})).toBe(true);
    expect(stays({ activities: [{ ...lunch, maximumGuests: 1 }] })).toBe(false);
    expect(stays({ activities: [{ ...lunch, minimumGuests: 3 }] })).toBe(false);
    const personUntil = new Map([[bo.id, isoDate('2026-06-12')]]);
    const settings = makeSettings({ dials: { perWeek: 2, company: 0.5, hosting: 1 } });
    expect(stays({ settings })).toBe(true);
    expect(stays({ settings, holds: { personUntil, nothingBefore: null } })).toBe(false);
  });

  it('the same activity twice: the earlier stays', () => {
    const both = [LATER, shown('lunch', '2026-06-10', '12:15', { guestEmails: ['bo@example.org'] })];
    const apart = { ...bo, apart: ['ann@example.org'] };
    expect(said(plan({ people: [ann, apart], shown: both }))).toEqual([LATER_SAID]);
  });

  it('its activity was sent in the meantime', () => {
    const startMs = at('2026-06-04', '19:00');
    const sent = {
      date: isoDate('2026-06-04'),
      startMs,
      endMs: startMs + 3_600_000,
      activityId: 'lunch',
      personIds: [bo.id],
      guestCount: 1,
      kind: 'sent',
      uid: 'invite',
    } as const;
    expect(said(plan({ people: [ann, bo], shown: [LATER], sent: [sent] }))).toEqual([]);
  });

  it('its day was taken in the meantime', () => {
    const time = timed('2026-06-08T19:00:00+02:00', '2026-06-08T20:00:00+02:00');
    const evening = makeOccurrence(time, ['stranger@example.org']);
    expect(said(plan({ shown: [LATER], occurrences: [evening] }))).toEqual([BEST_SAID]);
  });
});

describe('what the user moved there', () => {
  const pinned = shown('lunch', '2026-06-09', '12:15', { pinned: true });

  it('stays whatever the best plan is worth', () => {
    const dear = { ...dinner, quality: 1 };
    expect(said(plan({ activities: [lunch, dear], shown: [pinned] }))).toEqual(['06-09T12:15 lunch ann']);
  });

  it('stays even when it is worth little', () => {
    const poor = { ...lunch, quality: 0.1 };
    expect(said(plan({ activities: [poor], shown: [{ ...pinned, pinned: false }] }))).toEqual([]);
    expect(said(plan({ activities: [poor], shown: [pinned] }))).toEqual(['06-09T12:15 lunch ann']);
  });

  it('goes before what was only shown', () => {
    const dated = [LATER, { ...pinned, startMs: at('2026-06-08', '12:30') }];
    expect(said(plan({ shown: dated }))).toEqual(['06-08T12:30 lunch ann']);
  });

  it('goes when it is impossible', () => {
    const occurrences = [makeOccurrence(timed('2026-06-09T12:00:00+02:00', '2026-06-09T13:00:00+02:00'))];
    expect(said(plan({ shown: [pinned], occurrences }))).toEqual([BEST_SAID]);
  });
});

describe('what stays is completed', () => {
  it('with proposals for the others, beside it and within the rules', () => {
    const made = said(plan({ people: [ann, bo], activities: [lunch, dinner], shown: [LATER] }));
    expect(made).toContain(LATER_SAID);
    expect(made.filter((text) => text.includes('dinner bo'))).toHaveLength(1);
    expect(made).toHaveLength(2);
  });
});
