import { existsSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Ask, type Asked, openAsking } from './asking.ts';
import { type GoogleServer, startGoogle } from './server.ts';
import { skipWithoutGoogle } from './skip.ts';

const RECORDED = new URL('../../../../shared/data/payloads/google/northworld/', import.meta.url);

/** Some recorded bodies have a comma too many; they are otherwise what Google sent. */
const readRecorded = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(file, RECORDED), 'utf8').replace(/,(\s*[}\]])/g, '$1'));

const EVENT = {
  id: 'recorded1',
  start: { dateTime: '2026-11-24T12:00:00Z' },
  end: { dateTime: '2026-11-24T13:00:00Z' },
};

describe('the errors that were recorded from Google', () => {
  beforeEach((context) => {
    skipWithoutGoogle(context);
    if (!existsSync(RECORDED)) context.skip('The recorded payloads are not beside this repository.');
  });
  let server: GoogleServer;
  let ask: Ask;
  beforeEach(async () => {
    server = await startGoogle({ clock: () => Date.UTC(2026, 10, 23) });
    ask = openAsking(server);
    await ask('POST', '~/events', EVENT);
    return () => server.stop();
  });

  const provoke: Readonly<Record<string, () => Promise<Asked>>> = {
    '400.json': () => ask('GET', '~/events?timeMin=2026-11-02T00:00:00Z&timeMax=2026-11-01T00:00:00Z'),
    '401.json': () => {
      server.expireAccessTokens();
      return ask('GET', '~/events');
    },
    '403_calendar_rate_limit.json': () => {
      server.modes.isReadOnly = true;
      return ask('POST', '~/events', { ...EVENT, id: 'recorded2', attendees: [{ email: 'bo@example.com' }] });
    },
    '403_daily_limit.json': () => {
      server.modes.faults = () => ({ kind: 'status', status: 403, reason: 'dailyLimitExceeded' });
      return ask('GET', '~/events');
    },
    '403_rate_limit.json': () => {
      Object.assign(server.modes, { perMinute: 0, throttleWith: 'rateLimitExceeded' });
      return ask('GET', '~/events');
    },
    '403_user_rate_limit.json': () => {
      server.modes.perMinute = 0;
      return ask('GET', '~/events');
    },
    '404.json': () => ask('GET', '~/events/nothing'),
    '409.json': () => ask('POST', '~/events', EVENT),
    '410.json': async () => {
      await ask('DELETE', '~/events/recorded1');
      return ask('DELETE', '~/events/recorded1');
    },
    '412.json': () => ask('PATCH', '~/events/recorded1', { summary: 'Walk' }, { 'if-match': '"1"' }),
    '500.json': () => {
      server.modes.faults = () => ({ kind: 'status', status: 500 });
      return ask('GET', '~/events');
    },
  };

  for (const [file, act] of Object.entries(provoke)) {
    it(`answers ${file}`, async () => {
      const { status, body } = await act();
      expect(body).toEqual(readRecorded(file));
      expect(String(status)).toBe(file.slice(0, 3));
      expect(server.violations).toEqual([]);
    });
  }

  it('says Retry-After with 429, and when the minute is over it answers again', async () => {
    Object.assign(server.modes, { perMinute: 1, throttleWith: 'tooManyRequests' });
    const { status, headers } = await ask('GET', '~/events');
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBe(60);
  });
});

describe('a minute by the given clock', () => {
  beforeEach(skipWithoutGoogle);
  it('lets a user ask again as the window slides', async () => {
    let nowMs = Date.UTC(2026, 10, 23);
    await using server = await startGoogle({ clock: () => nowMs, perMinute: 2 });
    const ask = openAsking(server);
    const statuses: number[] = [];
    for (const waitMs of [0, 30_000, 0, 31_000, 0]) {
      nowMs += waitMs;
      statuses.push((await ask('GET', '~/events')).status);
    }
    expect(statuses).toEqual([200, 200, 403, 403, 403]);
    nowMs += 60_001;
    expect((await ask('GET', '~/events')).status).toBe(200);
  });
});
