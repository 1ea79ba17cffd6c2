import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { copyRetryMs, explainCalendar } from '#main/invites/copying.ts';
import { isDue } from '#main/invites/delivering.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { createPausedCalendar, findPauseEnd } from '#main/invites/pausing.ts';
import { NOW, sent } from './fixtures.ts';

const HOUR = 3_600_000;
const HOME = calendarId('home');

const paused = (retryAtMs: number): InviteRecord => ({
  ...sent,
  route: 'calendar',
  calendar: {
    calendarId: HOME,
    ref: 'home/1',
    etag: null,
    teller: 'server',
    copy: { state: 'pending', attempts: 1, detail: null },
    mayBeThere: false,
    seen: {},
  },
  state: { kind: 'failed', problem: { kind: 'calendar', failure: 'paused', detail: '' }, retryAtMs },
});
const isHome = (id: string): boolean => id === HOME;

describe('an account that takes nothing', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 4],
    [4, 8],
    [5, 16],
    [6, 24],
    [40, 24],
  ])('after attempt %i is left alone for %i hours', (attempts, hours) => {
    const failure = explainCalendar({ kind: 'paused', detail: '', retryAfterMs: null });
    expect(copyRetryMs(failure, attempts, 15_000)).toBe(hours * HOUR);
  });

  it('holds its other invites exactly as long, without asking', async () => {
    const endMs = findPauseEnd([paused(NOW + HOUR), { ...sent }], isHome, NOW);
    expect(endMs).toBe(NOW + HOUR);
    const answer = await createPausedCalendar(HOUR, true).create(sent);
    if (answer.kind !== 'paused') throw new Error(`It is ${answer.kind}.`);
    expect(copyRetryMs(explainCalendar(answer), 7, 15_000)).toBe(HOUR);
  });

  it.each([
    ['its time has come', paused(NOW)],
    [
      'it is another account',
      { ...paused(NOW + HOUR), calendar: { ...paused(0).calendar!, calendarId: calendarId('other') } },
    ],
    ['a clock was wrong', paused(NOW + 48 * HOUR)],
    ['it is no pause', { ...sent }],
  ])('holds nothing where %s', (_name, record) => {
    expect(findPauseEnd([record], isHome, NOW)).toBeNull();
  });

  it('is not tried before, though that is hours ahead', () => {
    expect(isDue(paused(NOW + 20 * HOUR), NOW)).toBe(false);
    expect(isDue(paused(NOW + 48 * HOUR), NOW)).toBe(true);
    expect(isDue(paused(NOW), NOW)).toBe(true);
  });
});
