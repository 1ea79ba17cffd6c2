import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountId, proposalId } from '#contract/ids.ts';
import type { OutlookView, ProposalView } from '#contract/outlook.ts';
import { type AppWorld, openAppWorld } from '../app-world.ts';

let world: AppWorld;
let view: OutlookView;
let first: ProposalView;

beforeEach(async () => {
  world = await openAppWorld();
  view = await world.call('sample.load', {});
  const [earliest] = view.proposals;
  if (earliest === undefined) throw new Error('The sample week has no idea.');
  first = earliest;
});

afterEach(() => world[Symbol.asyncDispose]());

const key = ({ start, activity, guests }: ProposalView): string =>
  [start, activity.id, ...guests.map(({ email }) => email)].join(' ');

describe('an idea', () => {
  it('adds up: the terms give the value', () => {
    for (const { terms, value } of view.proposals) {
      const worth = Object.values(terms.worth).reduce((sum, one) => sum + one, 0);
      expect(terms.weather * (worth + terms.mixing - terms.crowd) - terms.burden).toBeCloseTo(value, 5);
    }
  });

  it('has its weather hour by hour and other times for the same people', async () => {
    const detail = await world.call('proposals.detail', { proposalId: first.id });
    expect(detail.weatherHours[0]?.minute).toBe(first.span.from);
    expect(detail.weatherHours.length).toBeGreaterThanOrEqual(
      Math.floor((first.span.until - first.span.from) / 60),
    );
    expect(detail.alternatives.length).toBeGreaterThan(0);
    const values = detail.alternatives.map(({ value }) => value);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
  });

  it('is previewed as it would leave, with nothing private', async () => {
    const preview = await world.call('proposals.preview', { proposalId: first.id });
    expect(preview.recipients.map(({ email }) => email)).toEqual(first.guests.map(({ email }) => email));
    expect(preview.route).toBe('handed-over');
    for (const { text } of preview.texts) {
      for (const why of [...first.whyPeople.map((reason) => reason.text), ...first.whyTime]) {
        expect(text).not.toContain(why);
      }
    }
  });

  it('stays where it is from one reading to the next, and overnight', async () => {
    const again = await world.call('outlook.read', {});
    expect(again.proposals).toEqual(view.proposals);
    await world.call('settings.save', { changes: { myName: 'Alex' } });
    expect((await world.call('outlook.read', {})).proposals.map(key)).toEqual(view.proposals.map(key));
  });

  it('that is gone is said to be gone', async () => {
    const gone = proposalId('2020-01-01-walk-x');
    for (const refused of [
      await world.refuse('proposals.detail', { proposalId: gone }),
      await world.refuse('proposals.preview', { proposalId: gone }),
      await world.refuse('proposals.invite', { proposalId: gone }),
      await world.refuse('proposals.notNow', { proposalId: gone, days: 3 }),
    ]) {
      expect(refused.code).toBe('not-found');
    }
  });
});

describe('another time', () => {
  it('is kept wherever the user puts it', async () => {
    const { alternatives } = await world.call('proposals.detail', { proposalId: first.id });
    const wanted = alternatives.at(-1);
    if (wanted === undefined) throw new Error('There is no other time.');
    const moved = await world.call('proposals.move', {
      proposalId: first.id,
      activityId: wanted.activity.id,
      start: wanted.start,
    });
    const isThere = (seen: OutlookView): boolean =>
      seen.proposals.some(
        ({ start, activity }) => start === wanted.start && activity.id === wanted.activity.id,
      );
    expect(isThere(moved)).toBe(true);
    await world.call('settings.save', { changes: { myName: 'Alex' } });
    expect(isThere(await world.call('outlook.read', {}))).toBe(true);
  });

  it('is refused where a guest is busy by their own free/busy, and only that is said', async () => {
    const [guest] = first.guests;
    if (guest === undefined) throw new Error('The idea has no guest.');
    const { alternatives } = await world.call('proposals.detail', { proposalId: first.id });
    const wanted = alternatives.find(({ start }) => start < first.start || start >= first.end);
    if (wanted === undefined) throw new Error('There is no other time.');
    const id = accountId('google-1');
    world.store.accounts.save({
      id,
      kind: 'google',
      host: 'google.com',
      user: 'alex@example.com',
      mailsGuests: true,
      connection: {},
      calendars: [],
      trouble: null,
    });
    const startMs = Date.parse(wanted.start);
    const busy = [{ startMs, endMs: startMs + 60_000 }];
    world.store.guestsBusy.save([{ accountId: id, email: guest.email, askedMs: world.nowMs, busy }]);
    await world.call('settings.save', { changes: { myName: 'Alex' } });
    const failure = await world.refuse('proposals.move', {
      proposalId: first.id,
      activityId: wanted.activity.id,
      start: wanted.start,
    });
    expect(failure.message).toBe(
      `${guest.name} is busy at ${wanted.start}. Choose one of the other times on the card.`,
    );
  });

  it('is refused where it does not fit, and everything stays', async () => {
    const refused = await world.refuse('proposals.move', {
      proposalId: first.id,
      activityId: first.activity.id,
      start: '2026-06-03T03:00:00+02:00',
    });
    expect(refused.code).toBe('conflict');
    expect((await world.call('outlook.read', {})).proposals).toEqual(view.proposals);
  });
});

describe('not now', () => {
  it('leaves these people alone for so many days', async () => {
    const later = await world.call('proposals.notNow', { proposalId: first.id, days: 7 });
    const asked = new Set(first.guests.map(({ email }) => email));
    for (const { date, guests } of later.proposals) {
      expect(date >= '2026-06-08' || !guests.some(({ email }) => asked.has(email))).toBe(true);
    }
  });

  it('takes one person out of these ten days', async () => {
    const [guest] = first.guests;
    if (guest === undefined) throw new Error('Nobody is invited.');
    const later = await world.call('proposals.notThisPerson', {
      proposalId: first.id,
      personId: guest.personId,
    });
    expect(later.proposals.flatMap(({ guests }) => guests.map(({ email }) => email))).not.toContain(
      guest.email,
    );
  });
});
