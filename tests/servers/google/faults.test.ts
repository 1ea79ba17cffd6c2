import { beforeEach, describe, expect, it } from 'vitest';
import { type Ask, at, listIds, openAsking } from './asking.ts';
import { type Fault, seedFaults } from './faults.ts';
import { type GoogleServer, startGoogle } from './server.ts';
import { skipWithoutGoogle } from './skip.ts';

const EVENT = {
  id: 'aaaaa',
  start: { dateTime: '2026-11-24T12:00:00Z' },
  end: { dateTime: '2026-11-24T13:00:00Z' },
};

describe('faults', () => {
  beforeEach(skipWithoutGoogle);
  let server: GoogleServer;
  let ask: Ask;
  beforeEach(async () => {
    server = await startGoogle({ clock: () => Date.UTC(2026, 10, 23) });
    ask = openAsking(server);
    return () => server.stop();
  });

  it.each([
    [{ kind: 'drop', when: 'before' }, false],
    [{ kind: 'drop', when: 'after' }, true],
    [{ kind: 'cut' }, true],
    [{ kind: 'truncate' }, true],
  ] as const)('%j leaves the client without an answer; done: %s', async (fault, isDone) => {
    server.modes.faults = () => fault;
    await expect(ask('POST', '~/events', EVENT)).rejects.toThrow(/fetch failed|terminated|JSON|aborted/);
    expect(server.event(EVENT.id) !== null).toBe(isDone);
  });

  it.each(['before', 'after'] as const)('never answers with a time-out %s the deed', async (when) => {
    server.modes.faults = () => ({ kind: 'time-out', when });
    const { accessToken } = server.signIn(['https://www.googleapis.com/auth/calendar.events']);
    const sent = fetch(`${server.apiRoot}/calendar/v3/calendars/primary/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(EVENT),
      signal: AbortSignal.timeout(300),
    });
    await expect(sent).rejects.toThrow(/timeout/);
    expect(server.event(EVENT.id) !== null).toBe(when === 'after');
  });

  it('repeats and reorders pages', async () => {
    for (const id of ['aaaaa', 'bbbbb', 'ccccc']) server.put({ ...EVENT, id });
    const one = await ask('GET', '~/events?maxResults=2');
    server.modes.faults = () => ({ kind: 'repeat' });
    const two = await ask('GET', `~/events?maxResults=2&pageToken=${String(at(one.body, 'nextPageToken'))}`);
    expect(listIds(two.body)).toEqual(['aaaaa', 'bbbbb', 'ccccc']);
    server.modes.faults = () => ({ kind: 'reorder' });
    expect(listIds((await ask('GET', '~/events')).body)).toEqual(['ccccc', 'bbbbb', 'aaaaa']);
    server.modes.faults = () => ({ kind: 'delay', ms: 1 });
    expect(listIds((await ask('GET', '~/events')).body)).toHaveLength(3);
  });

  it('refuses in the form of the API that is asked', async () => {
    server.modes.faults = () => ({ kind: 'status', status: 429, retryAfterSeconds: 3 });
    const { body, headers } = await ask('GET', '/v1/people/me/connections?personFields=names');
    expect(at(body, 'error', 'status')).toBe('RESOURCE_EXHAUSTED');
    expect(headers.get('retry-after')).toBe('3');
  });

  it('strikes the sign-in as well', async () => {
    server.modes.faults = ({ id }) => (id === 'oauth.token' ? { kind: 'status', status: 503 } : null);
    const response = await fetch(`${server.oauthRoot}/token`, {
      method: 'POST',
      body: new URLSearchParams(),
    });
    expect(response.status).toBe(503);
    expect(at(await response.json(), 'error')).toBe('internal_failure');
  });

  it('is the same schedule for the same seed, and only what such a request can meet', () => {
    const run = (seed: number, method: string): readonly (Fault | null)[] => {
      const schedule = seedFaults(seed, { percent: 80 });
      const question = { method, path: '/', id: 'calendar.events.list', query: new URLSearchParams() };
      return Array.from({ length: 200 }, (_value, index) => schedule({ ...question, index }));
    };
    expect(run(3, 'GET')).toEqual(run(3, 'GET'));
    expect(run(3, 'GET')).not.toEqual(run(4, 'GET'));
    const statuses = run(3, 'GET').map((fault) => (fault?.kind === 'status' ? fault.status : null));
    expect(statuses).not.toContain(412);
    expect(statuses).not.toContain(410);
    expect(run(3, 'POST').map((fault) => fault?.kind)).not.toContain('repeat');
  });
});
