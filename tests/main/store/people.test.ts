import { describe, expect, it } from 'vitest';
import { activityId, personId } from '#contract/ids.ts';
import { isoDate } from '#main/kernel/time.ts';
import type { Person } from '#main/people/person.ts';
import { temporaryStore } from './temporary.ts';

const person = (id: string, changes: Partial<Person> = {}): Person => ({
  id: personId(id),
  name: id,
  emails: [`${id}@example.org`],
  circle: 'peers',
  department: 'Sales',
  cadenceDays: 60,
  maximumDays: 120,
  importance: 1.5,
  status: 'followed',
  pausedUntil: null,
  comfort: { home: 'no', alcohol: 'rather-not' },
  apart: ['eve@example.org'],
  place: { lat: 52.37, lon: 4.9 },
  zone: 'Europe/Amsterdam',
  language: 'nl',
  partner: 'Robin',
  spontaneous: true,
  added: isoDate('2026-01-01'),
  ...changes,
});

describe('people', () => {
  it('come back as they were saved, by name in any case', () => {
    const { people } = temporaryStore();
    const all = [person('b', { name: 'alex' }), person('a', { name: 'Bo' }), person('c', { name: 'Alex' })];
    for (const each of all) people.save(each);
    expect(people.list().map(({ person: { id } }) => id)).toEqual(['b', 'c', 'a']);
    expect(people.read(personId('b'))).toEqual({ person: all[0], sample: false, backoffClearedAtMs: null });
    expect(people.read(personId('z'))).toBeNull();
  });

  it('are found by any of their addresses, in any case, as long as they have it', () => {
    const { people } = temporaryStore();
    people.save(person('p', { emails: ['one@x.org', 'two@x.org'] }));
    expect(people.findByEmail('TWO@x.org')?.person.id).toBe('p');
    people.save(person('p', { emails: ['one@x.org'] }));
    expect(people.findByEmail('two@x.org')).toBeNull();
  });

  it('of the sample week go together, and stay sample when edited', () => {
    const { people } = temporaryStore();
    people.save(person('s'), { sample: true });
    people.save(person('p'));
    people.save(person('s', { name: 'Sam' }));
    expect(people.read(personId('s'))).toMatchObject({ sample: true, person: { name: 'Sam' } });
    expect(people.removeSample()).toBe(1);
    expect(people.list().map(({ person: { id } }) => id)).toEqual(['p']);
    expect(people.findByEmail('s@example.org')).toBeNull();
  });

  it('take their logged touches along', () => {
    const { people, touches } = temporaryStore();
    people.save(person('p'));
    const touch = { personId: personId('p'), date: isoDate('2026-06-01') };
    touches.add(touch);
    touches.add(touch);
    touches.add({ ...touch, date: isoDate('2026-05-01') });
    expect(touches.list().map(({ date }) => date)).toEqual(['2026-05-01', '2026-06-01']);
    expect([touches.remove(touch), touches.remove(touch)]).toEqual([true, false]);
    expect([people.remove(personId('p')), people.remove(personId('p'))]).toEqual([true, false]);
    expect(touches.list()).toEqual([]);
  });

  it('remember when the user followed them again', () => {
    const { people } = temporaryStore();
    people.save(person('p'));
    people.clearBackoff(personId('p'), 1234);
    people.save(person('p', { name: 'P' }));
    expect(people.read(personId('p'))?.backoffClearedAtMs).toBe(1234);
  });
});

describe('never ask', () => {
  it('survives the person, and keeps no address', () => {
    const store = temporaryStore();
    store.people.save(person('p'));
    store.neverAsk.add(['P@example.org ']);
    store.people.remove(personId('p'));
    expect(store.neverAsk.has('p@EXAMPLE.org')).toBe(true);
    expect(store.neverAsk.has('q@example.org')).toBe(false);
    store.neverAsk.remove(['p@example.org']);
    expect(store.neverAsk.has('p@example.org')).toBe(false);
  });

  it('is salted: two stores keep different hashes', () => {
    const salts = [temporaryStore(), temporaryStore()].map((store) => {
      store.neverAsk.add(['p@example.org']);
      return store.meta.read('never-ask-salt');
    });
    expect(new Set(salts).size).toBe(2);
  });
});

describe('small tables', () => {
  it('offers stay dismissed', () => {
    const { offers } = temporaryStore();
    offers.dismiss(['A@b.org', 'a@b.org']);
    expect(offers.dismissed()).toEqual(new Set(['a@b.org']));
  });

  it('activities remember how they differ', () => {
    const { activities } = temporaryStore();
    activities.save({ id: activityId('walk'), enabled: false, activity: null });
    activities.save({ id: activityId('walk'), enabled: true, activity: null });
    expect(activities.list()).toEqual([{ id: 'walk', enabled: true, activity: null }]);
    expect([activities.remove(activityId('walk')), activities.remove(activityId('walk'))]).toEqual([
      true,
      false,
    ]);
  });

  it('holds end on their date', () => {
    const { holds } = temporaryStore();
    const monday = { kind: 'not-this-week', until: isoDate('2026-06-08') } as const;
    const priya = { kind: 'not-this-person', personId: personId('p'), until: isoDate('2026-06-11') } as const;
    holds.add(priya);
    holds.add(monday);
    holds.add(monday);
    expect(holds.active(isoDate('2026-06-07'))).toEqual([monday, priya]);
    expect(holds.active(isoDate('2026-06-08'))).toEqual([priya]);
    holds.clear();
    expect(holds.active(isoDate('2026-06-01'))).toEqual([]);
  });

  it('the shown plan is kept until it is replaced', () => {
    const { shownPlan } = temporaryStore();
    expect(shownPlan.read()).toBeNull();
    shownPlan.save({ shownAtMs: 1, proposals: '[1]' });
    shownPlan.save({ shownAtMs: 2, proposals: '[2]' });
    expect(shownPlan.read()).toEqual({ shownAtMs: 2, proposals: '[2]' });
    shownPlan.clear();
    expect(shownPlan.read()).toBeNull();
  });

  it('a failed refresh keeps the last forecast and says why', () => {
    const { forecasts } = temporaryStore();
    forecasts.recordFailure('52.37,4.90', 'offline', 5);
    expect(forecasts.read('52.37,4.90')).toEqual({
      place: '52.37,4.90',
      payload: null,
      fetchedAtMs: null,
      attemptedAtMs: 5,
      problem: 'offline',
    });
    forecasts.save('52.37,4.90', '{}', 10);
    forecasts.recordFailure('52.37,4.90', 'too many requests', 20);
    expect(forecasts.read('52.37,4.90')).toMatchObject({ payload: '{}', fetchedAtMs: 10, attemptedAtMs: 20 });
    forecasts.save('52.37,4.90', '{"a":1}', 30);
    expect(forecasts.read('52.37,4.90')).toMatchObject({ fetchedAtMs: 30, attemptedAtMs: 30, problem: null });
    forecasts.remove('52.37,4.90');
    expect(forecasts.read('52.37,4.90')).toBeNull();
  });

  it('meta forgets', () => {
    const { meta } = temporaryStore();
    meta.save('a', '1');
    meta.remove('a');
    expect(meta.read('a')).toBeNull();
  });
});
