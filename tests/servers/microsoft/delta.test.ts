import { beforeEach, describe, expect, it } from 'vitest';
import { type Ask, at, listIds, listValues, openAsking, stopClean, walk } from './asking.ts';
import { type MicrosoftServer, startMicrosoft } from './server.ts';
import { skipWithoutMicrosoft } from './skip.ts';

const NOW = Date.UTC(2026, 10, 23);
const time = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
const EVENT = { subject: 'Walk', start: time('2026-11-24T12:00:00'), end: time('2026-11-24T13:00:00') };
const WEEKLY = {
  pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'], firstDayOfWeek: 'monday' },
  range: { type: 'noEnd', startDate: '2026-11-24' },
};
const DELTA = '/me/calendarView/delta?startDateTime=2026-11-20T00:00:00Z&endDateTime=2026-12-20T00:00:00Z';

describe('calendarView/delta', () => {
  beforeEach(skipWithoutMicrosoft);
  let nowMs = NOW;
  let server: MicrosoftServer;
  let ask: Ask;
  beforeEach(async () => {
    nowMs = NOW;
    server = await startMicrosoft({
      clock: () => nowMs,
      accounts: [{ email: 'alex@example.com', calendars: [{ key: 'family' }] }],
    });
    ask = openAsking(server);
    return () => stopClean(server);
  });
  const round = async (link: string | null) => {
    const { values, deltaLink } = await walk(ask, link ?? DELTA);
    const told = values.map((value) => [
      at(value, 'id'),
      at(value, '@removed', 'reason') ?? at(value, 'type'),
    ]);
    return { told, deltaLink: deltaLink ?? '' };
  };

  it('gives series, stubs, exceptions and single events, then only what changed', async () => {
    const single = server.put(EVENT);
    const series = server.put({ ...EVENT, recurrence: WEEKLY });
    const [first = '', second = '', third = ''] = server.instances(
      series,
      '2026-11-20T00:00:00Z',
      '2026-12-20T00:00:00Z',
    );
    server.edit(second, { subject: 'Elsewhere' });
    const { values, deltaLink } = await walk(ask, DELTA);
    const byId = new Map(values.map((value) => [at(value, 'id'), value]));
    expect([...byId.keys()]).toHaveLength(6);
    expect(Object.keys(byId.get(first) ?? {})).toEqual([
      '@odata.type',
      '@odata.etag',
      'seriesMasterId',
      'type',
      'id',
      'start',
      'end',
    ]);
    expect(at(byId.get(first), 'seriesMasterId')).toBe(series);
    expect(byId.get(second)).toMatchObject({
      type: 'exception',
      subject: 'Elsewhere',
      originalStart: '2026-12-01T12:00:00Z',
    });
    const none = await round(deltaLink);
    expect(none.told).toEqual([]);
    server.remove(third);
    server.edit(single, { subject: 'Talk' });
    const changes = await round(none.deltaLink);
    expect(changes.told).toContainEqual([third, 'deleted']);
    expect(changes.told).toContainEqual([single, 'singleInstance']);
    expect(changes.told).toContainEqual([series, 'seriesMaster']);
  });

  it('says removed of what only left the window', async () => {
    const id = server.put(EVENT);
    const { deltaLink } = await round(null);
    server.reschedule(id, time('2027-03-01T12:00:00'), time('2027-03-01T13:00:00'));
    expect((await round(deltaLink)).told).toEqual([[id, 'deleted']]);
    expect((await ask('GET', `/me/events/${id}`)).status).toBe(200);
  });

  it('is of one calendar', async () => {
    const id = server.put(EVENT);
    const calendars = await ask('GET', '/me/calendars');
    const family = String(at(listValues(calendars.body)[1], 'id'));
    const { deltaLink } = await round(null);
    server.moveToCalendar(id, 'family');
    expect((await round(deltaLink)).told).toEqual([[id, 'deleted']]);
    const there = await walk(ask, DELTA.replace('/me/', `/me/calendars/${family}/`));
    expect(there.values.map((value) => at(value, 'id'))).toEqual([id]);
  });

  it('has pages of the size asked for, empty ones, duplicates and replays', async () => {
    for (let index = 0; index < 5; index += 1) server.put(EVENT);
    Object.assign(server.modes, { emptyPageEvery: 2, duplicates: true, replays: 2 });
    const prefer = { prefer: 'IdType="ImmutableId", odata.maxpagesize=2' };
    const { values, pages, deltaLink } = await walk(ask, DELTA, prefer);
    expect(pages).toBe(5);
    expect(values).toHaveLength(8);
    expect(new Set(values.map((value) => at(value, 'id'))).size).toBe(5);
    expect((await round(deltaLink)).told).toHaveLength(3);
    server.modes.pageSize = 2;
    const list = await walk(ask, '/me/events');
    expect(new Set(list.values.map((value) => at(value, 'id'))).size).toBe(5);
    expect(list.pages).toBeGreaterThan(3);
  });

  it('knows of a change only after a while', async () => {
    server.put(EVENT);
    server.modes.deltaDelayMs = 60_000;
    nowMs += 120_000;
    const { deltaLink, told } = await round(null);
    expect(told).toHaveLength(1);
    const late = server.put(EVENT);
    const soon = await round(deltaLink);
    expect(soon.told).toEqual([]);
    nowMs += 60_000;
    expect((await round(soon.deltaLink)).told).toEqual([[late, 'singleInstance']]);
  });

  it.each([
    ['410 SyncStateNotFound', 410, 'SyncStateNotFound'],
    ['410 resyncRequired', 410, 'resyncRequired'],
    ['400 SyncStateNotFound', 400, 'SyncStateNotFound'],
    ['404 syncStateNotFound', 404, 'syncStateNotFound'],
  ] as const)('lets links run out with %s', async (expiry, status, code) => {
    Object.assign(server.modes, { expiry, deltaLinkSeconds: 600 });
    const { deltaLink } = await round(null);
    nowMs += 600_000;
    const expired = await ask('GET', deltaLink);
    expect([expired.status, at(expired.body, 'error', 'code')]).toEqual([status, code]);
    server.modes.deltaLinkSeconds = null;
    server.expireDeltaLinks();
    expect((await ask('GET', deltaLink)).status).toBe(status);
  });

  it("names Microsoft's own host in its links, for a client that turns addresses itself", async () => {
    server.modes.endpoints = 'microsoft';
    const { body } = await ask('GET', DELTA);
    expect(String(at(body, '@odata.deltaLink'))).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/me\//);
  });

  it('refuses what a delta does not have', async () => {
    expect((await ask('GET', `${DELTA}&$select=subject`)).status).toBe(400);
    expect(server.violations.join()).toContain('$select');
    server.forgetViolations();
    expect((await ask('GET', '/me/calendarView/delta')).status).toBe(400);
    expect(server.violations.join()).toContain('startDateTime');
    server.forgetViolations();
    server.modes.delta = false;
    expect((await ask('GET', DELTA)).status).toBe(501);
    expect(listIds((await ask('GET', DELTA.replace('/delta', ''))).body)).toEqual([]);
  });
});
