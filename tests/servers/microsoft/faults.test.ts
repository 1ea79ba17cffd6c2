import { beforeEach, describe, expect, it } from 'vitest';
import { type Ask, at, listIds, openAsking, walk } from './asking.ts';
import { type Fault, FAULTS, seedFaults } from './faults.ts';
import { NASTY_MODES } from './modes.ts';
import { type MicrosoftServer, startMicrosoft } from './server.ts';
import { skipWithoutMicrosoft } from './skip.ts';

const time = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
const EVENT = { subject: 'Walk', start: time('2026-11-24T12:00:00'), end: time('2026-11-24T13:00:00') };

describe('faults', () => {
  beforeEach(skipWithoutMicrosoft);
  let server: MicrosoftServer;
  let ask: Ask;
  beforeEach(async () => {
    server = await startMicrosoft({ clock: () => Date.UTC(2026, 10, 23) });
    ask = openAsking(server);
    return () => server.stop();
  });

  it.each([
    [{ kind: 'drop', when: 'before' }, 0],
    [{ kind: 'drop', when: 'after' }, 1],
    [{ kind: 'cut' }, 1],
    [{ kind: 'truncate' }, 1],
  ] as const)('%j leaves the client without an answer; events made: %i', async (fault, made) => {
    server.modes.faults = () => fault;
    await expect(ask('POST', '/me/events', EVENT)).rejects.toThrow(/fetch failed|terminated|JSON|aborted/);
    expect(server.events()).toHaveLength(made);
  });

  it.each(['before', 'after'] as const)('never answers with a time-out %s the deed', async (when) => {
    server.modes.faults = () => ({ kind: 'time-out', when });
    const { accessToken } = server.signIn(['Calendars.ReadWrite']);
    const sent = fetch(`${server.graphRoot}/v1.0/me/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(EVENT),
      signal: AbortSignal.timeout(300),
    });
    await expect(sent).rejects.toThrow(/timeout/);
    expect(server.events()).toHaveLength(when === 'after' ? 1 : 0);
    server.modes.faults = null;
    expect((await ask('GET', '/me')).status).toBe(200);
  });

  it('repeats and reorders pages', async () => {
    const ids = ['a', 'b', 'c'].map((key) => server.put({ ...EVENT, key }));
    const one = await ask('GET', '/me/events?$top=2');
    server.modes.faults = () => ({ kind: 'repeat' });
    expect(listIds((await ask('GET', String(at(one.body, '@odata.nextLink')))).body)).toEqual(ids);
    server.modes.faults = () => ({ kind: 'reorder' });
    expect(listIds((await ask('GET', '/me/events')).body)).toEqual(ids.toReversed());
    server.modes.faults = () => ({ kind: 'delay', ms: 1 });
    expect(listIds((await ask('GET', '/me/events')).body)).toHaveLength(3);
  });

  it('refuses in the form of whoever is asked', async () => {
    server.modes.faults = () => ({ kind: 'status', status: 429, retryAfterSeconds: 3 });
    const { body, headers } = await ask('GET', '/me/events');
    expect(at(body, 'error', 'code')).toBe('TooManyRequests');
    expect(headers.get('retry-after')).toBe('3');
    server.modes.faults = ({ id }) => (id === 'login.token' ? { kind: 'status', status: 503 } : null);
    const response = await fetch(`${server.loginRoot}/common/oauth2/v2.0/token`, { method: 'POST' });
    expect([response.status, at(await response.json(), 'error')]).toEqual([503, 'temporarily_unavailable']);
  });

  it('is the same schedule for the same seed, and only what such a request can meet', () => {
    const run = (seed: number, method: string, faults = FAULTS): readonly (Fault | null)[] => {
      const schedule = seedFaults(seed, { percent: 80, faults, methods: ['GET', 'POST'] });
      const question = { method, path: '/', id: `${method} /me/events`, query: new URLSearchParams() };
      return Array.from({ length: 200 }, (_value, index) => schedule({ ...question, index }));
    };
    expect(run(3, 'GET')).toEqual(run(3, 'GET'));
    expect(run(3, 'GET')).not.toEqual(run(4, 'GET'));
    const statuses = run(3, 'GET').map((fault) => (fault?.kind === 'status' ? fault.status : null));
    for (const status of [409, 410, 412]) expect(statuses).not.toContain(status);
    expect(run(3, 'POST').map((fault) => fault?.kind)).not.toContain('repeat');
    expect(run(3, 'PATCH').every((fault) => fault === null)).toBe(true);
  });

  it('gives everything to a patient client in its nastiest modes', async () => {
    Object.assign(server.modes, NASTY_MODES);
    const ids = Array.from({ length: 10 }, () => server.put(EVENT));
    for (const path of [
      '/me/events',
      '/me/calendarView/delta?startDateTime=2026-11-01T00:00:00Z&endDateTime=2026-12-01T00:00:00Z',
    ]) {
      const { values } = await walk(ask, path);
      expect(new Set(values.map((value) => at(value, 'id')))).toEqual(new Set(ids));
    }
    expect((await ask('POST', '/me/events', { ...EVENT, transactionId: 't' })).status).toBe(201);
    expect((await ask('POST', '/me/events', { ...EVENT, transactionId: 't' })).status).toBe(201);
  });
});
