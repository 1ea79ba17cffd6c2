import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inviteId } from '#contract/ids.ts';
import type { InviteState } from '#contract/invites.ts';
import { isoDate } from '#contract/time.ts';
import { decideNotices, isWeeklyPlanDue, rememberShown } from '#main/notices/decide-notices.ts';
import type { NoticeState, ShownNotice } from '#main/notices/notice.ts';
import { openZone } from '#main/kernel/zone.ts';
import { at, createInvite, createState, sent } from './notice-world.ts';

const kinds = (state: NoticeState, wall: string) => decideNotices(state, at(wall)).map(({ kind }) => kind);
const { settings } = createState();
const stillSend: InviteState = { kind: 'still-send', reason: 'late' };

describe('the weekly plan', () => {
  it('comes at its day and hour, not before', () => {
    expect(kinds(createState(), '2026-06-01T08:29')).toEqual([]);
    expect(kinds(createState(), '2026-06-01T08:30')).toEqual(['weekly-plan']);
    expect(decideNotices(createState(), at('2026-06-01T08:30'))[0]?.id).toBe('weekly-plan:2026-06-01');
  });

  it('still comes within a day, when the machine was off, and not later', () => {
    expect(kinds(createState(), '2026-06-01T19:59')).toEqual(['weekly-plan']);
    expect(kinds(createState(), '2026-06-02T08:29')).toEqual(['weekly-plan']);
    expect(kinds(createState(), '2026-06-02T08:30')).toEqual([]);
  });

  it('does not come without an idea, when it is off, or twice', () => {
    const monday = '2026-06-01T09:00';
    expect(kinds(createState({ proposals: [] }), monday)).toEqual([]);
    expect(kinds(createState({ settings: { ...settings, weeklyPlan: null } }), monday)).toEqual([]);
    const shown = rememberShown([], decideNotices(createState(), at(monday)), at(monday));
    expect(kinds(createState({ shown }), '2026-06-01T10:00')).toEqual([]);
    expect(isWeeklyPlanDue({ settings, shown }, at('2026-06-01T10:00'))).toBe(false);
    expect(kinds(createState({ shown }), '2026-06-08T09:00')).toEqual(['weekly-plan']);
  });

  it('on a Sunday evening is due on Sunday, and keeps the clock over a change of summer time', () => {
    const sunday = { ...settings, weeklyPlan: { weekday: 7, minute: 17 * 60 } as const };
    const nowMs = openZone('Europe/Amsterdam').toEpochMs(isoDate('2026-10-25'), 1020);
    const time = { nowMs, zone: 'Europe/Amsterdam' };
    expect(isWeeklyPlanDue({ settings: sunday, shown: [] }, time)).toBe(true);
    expect(isWeeklyPlanDue({ settings: sunday, shown: [] }, { ...time, nowMs: nowMs - 1 })).toBe(false);
  });
});

describe('an invite that waits for a decision', () => {
  it.each<[string, InviteState, boolean]>([
    ['late', stillSend, true],
    ['taken', { kind: 'slot-taken', reason: 'taken' }, true],
    ['given up', { kind: 'failed', reason: 'no', retryAt: null }, true],
    ['tried again', { kind: 'failed', reason: 'no', retryAt: '2026-06-02T10:00:00+02:00' }, false],
    ['sent', sent, false],
    ['on its way', { kind: 'sending' }, false],
  ])('%s', (_, state, isAsked) => {
    expect(kinds(createState({ invites: [createInvite(state)] }), '2026-06-03T10:00')).toEqual(
      isAsked ? ['decision'] : [],
    );
  });

  it('is over with its time, and can be off', () => {
    const state = createState({ invites: [createInvite(stillSend)] });
    expect(kinds(state, '2026-06-05T10:00')).toEqual([]);
    expect(kinds({ ...state, settings: { ...settings, decisions: false } }, '2026-06-03T10:00')).toEqual([]);
  });

  it('asks again only when something new is to be decided', () => {
    const state = createState({ invites: [createInvite(stillSend)] });
    const now = at('2026-06-03T10:00');
    const shown = rememberShown([], decideNotices(state, now), now);
    expect(decideNotices({ ...state, shown }, now)).toEqual([]);
    const moved = createInvite({ kind: 'slot-taken', reason: 'taken' }, {}, { sequence: 1, step: 'move' });
    expect(decideNotices({ ...state, invites: [moved], shown }, now)).toHaveLength(1);
  });
});

describe('whether an invite happened', () => {
  const state = createState({ happenedAsks: [createInvite(sent)], proposals: [] });

  it('interrupts on the day after it alone, once, and after all else that asks', () => {
    const now = at('2026-06-05T08:00');
    expect(kinds(state, '2026-06-05T08:00')).toEqual(['happened']);
    expect(kinds(state, '2026-06-05T19:59')).toEqual(['happened']);
    expect(kinds(state, '2026-06-06T08:00')).toEqual([]);
    const shown = rememberShown([], decideNotices(state, now), now);
    expect(kinds({ ...state, shown }, '2026-06-05T09:00')).toEqual([]);
    const later = { start: '2026-06-05T18:00:00+02:00', end: '2026-06-05T20:30:00+02:00' };
    const moved = [createInvite(sent, {}, later)];
    expect(kinds({ ...state, happenedAsks: moved, shown }, '2026-06-06T08:00')).toEqual(['happened']);
    const waits = createInvite(stillSend, {}, { end: '2026-06-09T20:30:00+02:00' });
    const busy = { ...state, invites: [waits] };
    expect(kinds(busy, '2026-06-05T08:00')).toEqual(['decision', 'happened']);
  });

  it('is one of three asks a week, and can be off', () => {
    const shown = [1, 2, 3].map(
      (day): ShownNotice => ({
        id: `decision:${day}`,
        kind: 'decision',
        shownAtMs: at(`2026-06-0${day}T10:00`).nowMs,
      }),
    );
    expect(kinds({ ...state, shown }, '2026-06-05T08:00')).toEqual([]);
    expect(kinds({ ...state, settings: { ...settings, happened: false } }, '2026-06-05T08:00')).toEqual([]);
  });
});

describe('answers', () => {
  it('come together, once each', () => {
    const state = createState({
      invites: [createInvite(sent, { Priya: 'accepted', Sam: 'declined' })],
    });
    const now = at('2026-06-03T10:00');
    const [notice, ...others] = decideNotices(state, now);
    expect(others).toEqual([]);
    expect(notice).toMatchObject({ kind: 'answer', answers: [{ guest: 'Priya' }, { guest: 'Sam' }] });
    const shown = rememberShown([], decideNotices(state, now), now);
    expect(decideNotices({ ...state, shown }, now)).toEqual([]);
    // A changed mind is news again, and only that.
    const changed = [createInvite(sent, { Priya: 'accepted', Sam: 'accepted' })];
    expect(decideNotices({ ...state, invites: changed, shown }, now)).toMatchObject([
      { answers: [{ guest: 'Sam', answer: 'accepted' }] },
    ]);
  });

  it('can be off, and are no news of what is over or cancelled', () => {
    const answered = { Priya: 'accepted' } as const;
    const state = createState({ invites: [createInvite(sent, answered)] });
    expect(kinds({ ...state, settings: { ...settings, answers: false } }, '2026-06-03T10:00')).toEqual([]);
    expect(kinds(state, '2026-06-04T20:30')).toEqual([]);
    const cancelled = createInvite({ kind: 'cancelled', at: '2026-06-02T10:00:00+02:00' }, answered);
    expect(kinds({ ...state, invites: [cancelled] }, '2026-06-03T10:00')).toEqual([]);
  });
});

describe('whatever it is', () => {
  const busy = createState({ invites: [createInvite(stillSend), createInvite(sent, { Sam: 'accepted' })] });

  it('waits for the end of quiet hours', () => {
    expect(kinds(busy, '2026-06-02T07:59')).toEqual([]);
    expect(kinds(busy, '2026-06-02T08:00')).toEqual(['decision', 'weekly-plan', 'answer']);
    expect(kinds(busy, '2026-06-01T20:00')).toEqual([]);
  });

  it('waits for the end of a pause', () => {
    const pausedUntilMs = at('2026-06-02T12:00').nowMs;
    expect(kinds({ ...busy, pausedUntilMs }, '2026-06-02T11:59')).toEqual([]);
    expect(kinds({ ...busy, pausedUntilMs }, '2026-06-02T12:00')).toEqual(['decision', 'answer']);
  });

  it('asks at most three times in any seven dates; answers are no asks', () => {
    const ask = (wall: string, id: string): ShownNotice => ({
      id,
      kind: 'decision',
      shownAtMs: at(wall).nowMs,
    });
    const shown = [ask('2026-05-28T10:00', 'a'), ask('2026-05-30T10:00', 'b'), ask('2026-06-01T08:10', 'c')];
    expect(kinds({ ...busy, shown }, '2026-06-01T09:00')).toEqual(['answer']);
    // The first of the three is seven dates ago.
    expect(kinds({ ...busy, shown }, '2026-06-04T09:00')).toEqual(['decision', 'answer']);
  });

  it('is never repeated and never more than three asks a week, whenever somebody looks', () => {
    const start = at('2026-06-01T00:00').nowMs;
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ hours: fc.integer({ min: 0, max: 400 }), invites: fc.integer({ min: 0, max: 5 }) }),
          {
            maxLength: 40,
          },
        ),
        (looks) => {
          let shown: readonly ShownNotice[] = [];
          for (const { hours, invites } of looks.toSorted((a, b) => a.hours - b.hours)) {
            const time = { nowMs: start + hours * 3_600_000, zone: 'Europe/Amsterdam' };
            const state = createState({
              shown,
              invites: Array.from({ length: invites }, (_, index) =>
                createInvite(
                  stillSend,
                  { Priya: 'accepted' },
                  {
                    id: inviteId(`i${index}`),
                    end: '2026-07-04T20:30:00+02:00',
                  },
                ),
              ),
            });
            shown = rememberShown(shown, decideNotices(state, time), time);
          }
          expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length);
          const asks = shown.filter(({ kind }) => kind !== 'answer').map(({ shownAtMs }) => shownAtMs);
          const threeOn = asks.slice(3).map((ms, index) => ms - (asks[index] ?? 0));
          // Seven local dates are at least six days and a bit.
          expect(Math.min(Infinity, ...threeOn)).toBeGreaterThan(6 * 86_400_000);
        },
      ),
    );
  });
});

describe('the log', () => {
  it('forgets what nobody can ask again', () => {
    const old: ShownNotice = { id: 'old', kind: 'answer', shownAtMs: at('2026-01-01T10:00').nowMs };
    const recent: ShownNotice = { ...old, id: 'recent', shownAtMs: at('2026-05-01T10:00').nowMs };
    expect(rememberShown([old, recent], [], at('2026-06-01T10:00'))).toEqual([recent]);
  });
});
