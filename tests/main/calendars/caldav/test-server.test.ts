import { afterEach, describe, expect, test } from 'vitest';
import { openCalDavClient } from '#main/calendars/caldav/client.ts';
import { seedFaults } from '#tests/servers/caldav/faults.ts';
import { type CalDavTestServer, startCalDavServer } from '#tests/servers/caldav/server.ts';
import { writeEvent } from '#tests/support/caldav/write-event.ts';

// The server that the other tests believe: what it mails, refuses and complains of.

const open: CalDavTestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function start(options: Parameters<typeof startCalDavServer>[0] = {}, answerMs = 10_000) {
  const server = await startCalDavServer({ scheduling: true, ...options });
  open.push(server);
  const { user, password } = server;
  const client = openCalDavClient({ user, password, fetch, timeouts: { answerMs } });
  const put = async (text: string, etag: string | null = null): Promise<number> => {
    const condition = etag === null ? ({ kind: 'new' } as const) : ({ kind: 'etag', etag } as const);
    const answer = await client.put(server.objectUrl('a.ics'), text, condition);
    return answer.kind === 'answer' ? answer.status : 0;
  };
  return {
    server,
    client,
    put,
    mailed: () => server.mails.map(({ to, method, sequence }) => [to, method, sequence]),
  };
}

const invite = (
  sequence: number,
  day: string,
  guests: readonly string[] = ['priya', 'sam'],
  parameters = '',
): string =>
  writeEvent('party', {
    day,
    more: [
      `SEQUENCE:${sequence}`,
      'ORGANIZER:mailto:alex@example.com',
      ...guests.map((guest) => `ATTENDEE${parameters}:mailto:${guest}@example.org`),
    ],
  });

describe('implicit scheduling', () => {
  test('made, moved, a guest more and one less, deleted', async () => {
    const { server, client, put, mailed } = await start();
    expect(await put(invite(0, '20260112'))).toBe(201);
    expect(await put(invite(1, '20260113'), server.etagOf('a.ics'))).toBe(204);
    expect(await put(invite(1, '20260113', ['priya', 'kim']), server.etagOf('a.ics'))).toBe(204);
    await client.remove(server.objectUrl('a.ics'), server.etagOf('a.ics'));
    expect(mailed()).toEqual([
      ['priya@example.org', 'REQUEST', 0],
      ['sam@example.org', 'REQUEST', 0],
      ['priya@example.org', 'REQUEST', 1],
      ['sam@example.org', 'REQUEST', 1],
      ['kim@example.org', 'REQUEST', 1],
      ['sam@example.org', 'CANCEL', 1],
      ['priya@example.org', 'CANCEL', 1],
      ['kim@example.org', 'CANCEL', 1],
    ]);
    expect(server.mails[0]?.text).toContain('METHOD:REQUEST');
  });

  test('nobody is mailed twice for the same, nor where the client says that it does', async () => {
    const { server, put, mailed } = await start();
    await put(invite(0, '20260112', ['priya'], ';SCHEDULE-AGENT=CLIENT'));
    expect(mailed()).toEqual([]);
    expect(await put(invite(0, '20260112', ['sam']), server.etagOf('a.ics'))).toBe(204);
    expect(await put(invite(0, '20260112', ['sam']), server.etagOf('a.ics'))).toBe(204);
    expect(mailed()).toEqual([['sam@example.org', 'REQUEST', 0]]);
  });

  test('what became of each mail is written back, and an answer changes the etag', async () => {
    const { server, put } = await start({ unreachable: new Set(['sam@example.org']) });
    await put(invite(0, '20260112'));
    const text = server.read('a.ics')?.text ?? '';
    expect(text).toMatch(/SCHEDULE-STATUS=1\.1:mailto:priya/);
    expect(text).toMatch(/SCHEDULE-STATUS=3\.7:mailto:sam/);
    const [etag, tag] = [server.etagOf('a.ics'), server.read('a.ics')?.scheduleTag];
    server.reply('party', 'priya@example.org', 'ACCEPTED');
    expect(server.etagOf('a.ics')).not.toBe(etag);
    expect(server.read('a.ics')?.scheduleTag).toBe(tag);
    expect(server.read('a.ics')?.text).toContain('PARTSTAT=ACCEPTED');
  });

  test('a cancelled event is cancelled for all', async () => {
    const { server, put, mailed } = await start();
    await put(invite(0, '20260112'));
    const cancelled = invite(1, '20260112').replace('SEQUENCE:1', 'SEQUENCE:1\r\nSTATUS:CANCELLED');
    await put(cancelled, server.etagOf('a.ics'));
    expect(mailed().slice(2)).toEqual([
      ['priya@example.org', 'CANCEL', 1],
      ['sam@example.org', 'CANCEL', 1],
    ]);
  });
});

test('conditions, doubled UIDs, locks and a full disk', async () => {
  const { server, client, put } = await start();
  const statusOf = async (name: string, text: string): Promise<number> => {
    const answer = await client.put(server.objectUrl(name), text, { kind: 'any' });
    return answer.kind === 'answer' ? answer.status : 0;
  };
  expect(await put(writeEvent('one'))).toBe(201);
  expect(await put(writeEvent('one'))).toBe(412);
  expect(await put(writeEvent('one'), '"stale"')).toBe(412);
  expect(await statusOf('b.ics', writeEvent('one'))).toBe(409);
  expect(await statusOf('a.ics', writeEvent('two'))).toBe(409);
  server.modes.locked.add('a.ics');
  expect(await statusOf('a.ics', writeEvent('one'))).toBe(423);
  server.modes.isFull = true;
  expect(await statusOf('c.ics', writeEvent('three'))).toBe(507);
  expect(server.list().map(({ name }) => name)).toEqual(['a.ics']);
});

test.each([
  ['no CRLF', writeEvent('x').replaceAll('\r\n', '\n')],
  ['a line too long', writeEvent('x', { summary: 'x'.repeat(80) })],
  ['a METHOD', writeEvent('x').replace('VERSION:2.0', 'VERSION:2.0\r\nMETHOD:REQUEST')],
  ['two UIDs', writeEvent('x').replace('END:VCALENDAR', writeEvent('y').slice(48))],
  ['no DTSTAMP', writeEvent('x').replace(/DTSTAMP.*\r\n/, '')],
  ['rubbish', 'hello'],
])('a malformed write fails the test: %s', async (_name, text) => {
  const server = await startCalDavServer();
  const { user, password } = server;
  const client = openCalDavClient({ user, password, fetch });
  expect(await client.put(server.objectUrl('a.ics'), text, { kind: 'new' })).toMatchObject({ status: 400 });
  await expect(server.close()).rejects.toThrow('what it may not');
});

test('a move without a new SEQUENCE fails the test', async () => {
  const server = await startCalDavServer({ scheduling: true });
  const { user, password } = server;
  const client = openCalDavClient({ user, password, fetch });
  await client.put(server.objectUrl('a.ics'), invite(0, '20260112'), { kind: 'new' });
  await client.put(server.objectUrl('a.ics'), invite(0, '20260113'), { kind: 'any' });
  await expect(server.close()).rejects.toThrow('SEQUENCE');
});

describe('faults', () => {
  test('before nothing is done, after it is; the client hears of neither', async () => {
    for (const kind of ['drop', 'time-out'] as const) {
      for (const when of ['before', 'after'] as const) {
        const { server, put, mailed } = await start({ faults: () => ({ kind, when }) }, 1_000);
        expect(await put(invite(0, '20260112', ['sam']))).toBe(0);
        expect(server.list().length).toBe(when === 'after' ? 1 : 0);
        expect(mailed().length).toBe(when === 'after' ? 1 : 0);
        expect(server.requests[0]?.status).toBeNull();
      }
    }
  });

  test('a cut answer was done', async () => {
    const { server, put } = await start({ faults: () => ({ kind: 'truncate' }) });
    expect(await put(writeEvent('one'))).toBe(0);
    expect(server.list().length).toBe(1);
  });

  test('the same seed strikes the same requests', () => {
    const strikes = (seed: number): readonly unknown[] => {
      const schedule = seedFaults(seed);
      return Array.from({ length: 50 }, (_, index) => schedule({ method: 'PUT', path: '/', index }));
    };
    expect(strikes(7)).toEqual(strikes(7));
    expect(strikes(7)).not.toEqual(strikes(8));
    const struck = strikes(7).filter((fault) => fault !== null).length;
    expect(struck).toBeGreaterThan(5);
    expect(struck).toBeLessThan(30);
  });
});
