import { describe, expect, it } from 'vitest';
import { addDays } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import { type Alternative, findAlternatives } from '#main/planner/alternatives.ts';
import { makePlan, type Plan } from '#main/planner/make-plan.ts';
import type { FixedGetTogether, PlanInput, Proposal } from '#main/planner/plan-types.ts';
import { fineSky } from '#tests/support/planner/sky.ts';
import { makeActivity, makeInput, makePerson, makeSettings } from '#tests/support/planner/world.ts';

// Monday 1 June 2026, 9:00 in Amsterdam.
const TODAY = isoDate('2026-06-01');
const ZONE = openZone('Europe/Amsterdam');
const people = ['ann', 'bo'].map((key) =>
  makePerson(key, { added: addDays(TODAY, -60), apart: ['ann@example.org'] }),
);
const lunch = makeActivity('lunch', { quality: 0.6, from: 690, until: 870 });
const dinner = makeActivity('dinner', { quality: 1, from: 18 * 60 });
const tea = makeActivity('tea', { quality: 0.7 });

const plan = (changed: Partial<PlanInput> = {}): Plan =>
  makePlan(
    makeInput({
      nowMs: parseInstant('2026-06-01T09:00:00+02:00'),
      people,
      activities: [lunch, dinner, tea],
      forecast: fineSky(ZONE.toEpochMs(TODAY, 0)),
      ...changed,
    }),
    () => 0,
  );
const firstOf = ({ proposals }: Plan): Proposal => {
  const [first] = proposals;
  if (!first) throw new Error('Expected a proposal.');
  return first;
};
const shownAs = ({ candidate }: Alternative, proposal: Proposal) => ({
  activityId: candidate.activity.id,
  startMs: candidate.startMs,
  guestEmails: proposal.guests.flatMap(({ person }) => person.emails),
  pinned: true,
});
const sentOn = (date: string, activityId: string | null): FixedGetTogether => {
  const startMs = parseInstant(`${date}T19:00:00+02:00`);
  return {
    date: isoDate(date),
    startMs,
    endMs: startMs + 3_600_000,
    activityId,
    personIds: [],
    guestCount: 1,
    kind: 'sent',
    uid: `invite-${date}`,
  };
};

describe('findAlternatives', () => {
  it('gives the most valuable first, one for each activity and date, no more than asked for', () => {
    const made = plan();
    const found = findAlternatives(firstOf(made), made, 50);
    const values = found.map(({ valueMicro }) => valueMicro);
    expect(found.length).toBeGreaterThan(5);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    const keys = found.map(({ candidate }) => `${candidate.date} ${candidate.activity.id}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(findAlternatives(firstOf(made), made, 3)).toEqual(found.slice(0, 3));
  });

  it('is never the proposal itself, nor another proposal’s activity or date', () => {
    const made = plan();
    const [first, second] = made.proposals;
    expect(made.proposals).toHaveLength(2);
    for (const { candidate } of findAlternatives(firstOf(made), made, 50)) {
      expect(candidate).not.toBe(first?.candidate);
      expect(candidate.activity.id).not.toBe(second?.candidate.activity.id);
      expect(candidate.date).not.toBe(second?.candidate.date);
    }
  });

  it('is nowhere that a rule about dates forbids, with what was sent counted', () => {
    const settings = makeSettings({ dials: { perWeek: 1, company: 1, hosting: 1 } });
    const made = plan({ settings, sent: [sentOn('2026-05-30', null)] });
    const dates = findAlternatives(firstOf(made), made, 50).map(({ candidate }) => candidate.date);
    expect(dates.length).toBeGreaterThan(0);
    expect(dates.filter((date) => date < '2026-06-06')).toEqual([]);
  });

  it('is no activity that was sent already', () => {
    const made = plan({ sent: [sentOn('2026-06-10', 'tea')] });
    const kinds = findAlternatives(firstOf(made), made, 50).map(({ candidate }) => candidate.activity.id);
    expect(kinds).not.toContain('tea');
  });

  it('is only where the guests are worth asking and their group fits', () => {
    const [ann] = people;
    const personUntil = new Map(ann ? [[ann.id, isoDate('2026-06-05')]] : []);
    const large = makeActivity('party', { quality: 1, minimumGuests: 2 });
    const made = plan({
      people: people.slice(0, 1),
      activities: [lunch, dinner, large],
      holds: { personUntil, nothingBefore: null },
    });
    const found = findAlternatives(firstOf(made), made, 50).map(({ candidate }) => candidate);
    expect(found.filter(({ date }) => date < '2026-06-05')).toEqual([]);
    expect(new Set(found.map(({ activity }) => activity.id))).toEqual(new Set(['lunch', 'dinner']));
  });

  it('is there when the user moves the proposal to it', () => {
    const settings = makeSettings({ dials: { perWeek: 1, company: 1, hosting: 1 } });
    const made = plan({ settings, sent: [sentOn('2026-05-30', null)] });
    const proposal = firstOf(made);
    for (const other of findAlternatives(proposal, made, 50)) {
      const moved = plan({ settings, sent: [sentOn('2026-05-30', null)], shown: [shownAs(other, proposal)] });
      const there = moved.proposals.find(({ candidate }) => candidate.startMs === other.candidate.startMs);
      expect(there?.candidate.activity.id).toBe(other.candidate.activity.id);
      expect(there?.valueMicro).toBe(other.valueMicro);
    }
  });
});
