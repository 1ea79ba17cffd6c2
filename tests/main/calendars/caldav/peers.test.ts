import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { openCalDavClient } from '#main/calendars/caldav/client.ts';
import { discoverAccount } from '#main/calendars/caldav/discover.ts';
import { createReplica, type Replica } from '#tests/support/caldav/replica.ts';
import { writeEvent, writeTask } from '#tests/support/caldav/write-event.ts';
import type { CalDavPeer, StartedPeer } from '#tests/support/caldav-peers/peer-process.ts';
import { startRadicale } from '#tests/support/caldav-peers/radicale.ts';
import { startXandikos } from '#tests/support/caldav-peers/xandikos.ts';

const PEERS: readonly (readonly [string, () => Promise<StartedPeer>])[] = [
  ['Radicale', startRadicale],
  ['Xandikos', startXandikos],
];

describe.each(PEERS)('%s', (_name, start) => {
  let started: StartedPeer;
  beforeAll(async () => {
    started = await start();
  }, 30_000);
  afterAll(async () => {
    if (started.kind === 'ready') await started.peer.stop();
  });

  const needPeer = (ctx: TestContext): CalDavPeer => {
    return started.kind === 'ready' ? started.peer : ctx.skip(started.reason);
  };

  async function openCalendar(peer: CalDavPeer, folder: string, events: number): Promise<Opened> {
    const url = await peer.createCalendar(folder);
    const client = openCalDavClient({ user: peer.user, password: peer.password, fetch });
    const put = async (name: string, text: string): Promise<void> => {
      const result = await client.put(`${url}${name}`, text, { kind: 'any' });
      if (result.kind !== 'answer' || result.status > 204)
        throw new Error(`PUT ${name}: ${JSON.stringify(result)}`);
    };
    for (let n = 0; n < events; n += 1) await put(`e${n}.ics`, writeEvent(`${folder}-${n}`));
    return { url, client, put, replica: createReplica(peer, url) };
  }

  test('is discovered, and its calendars are listed', async (ctx) => {
    const peer = needPeer(ctx);
    const url = await peer.createCalendar('friends', 'Friends & family');
    const found = await discoverAccount({
      server: peer.url,
      user: peer.user,
      password: peer.password,
      fetch,
    });
    if (!found.ok) throw new Error(found.message);
    expect(found.value.mailsGuests).toBe(false);
    expect(found.value.calendars).toContainEqual({
      ref: url,
      name: 'Friends & family',
      colour: null,
      isWritable: true,
    });
  });

  test('changes, deletions, tasks and strange names', async (ctx) => {
    const { put, replica, client, url } = await openCalendar(needPeer(ctx), 'changes', 12);
    await put('zoë & co.ics', writeEvent('odd', { summary: 'Taart <&> "koek"' }));
    await put('task.ics', writeTask('task'));
    expect(await replica.sync()).toMatchObject({ failure: null, isWhole: true });
    expect(replica.texts.size).toBe(13);
    expect([...replica.texts.values()].some((text) => text.includes('Taart <&> "koek"'))).toBe(true);

    expect(await replica.sync()).toMatchObject({ failure: null, fetched: 0 });

    await put('e3.ics', writeEvent('changes-3', { summary: 'Moved' }));
    await put('e20.ics', writeEvent('changes-20'));
    const etag = replica.etags.get(`${url}e4.ics`) ?? null;
    expect(etag).not.toBeNull();
    expect(await client.remove(`${url}e4.ics`, etag)).toMatchObject({ kind: 'answer' });
    expect(await replica.sync()).toMatchObject({ failure: null, fetched: 2, removed: 1, isWhole: false });
    expect(replica.texts.get(`${url}e3.ics`)).toContain('SUMMARY:Moved');
    expect(replica.texts.has(`${url}e4.ics`)).toBe(false);
    expect(replica.texts.size).toBe(13);
  });

  test('conditions are kept: only where nothing is, only over what was read', async (ctx) => {
    const { url, client } = await openCalendar(needPeer(ctx), 'conditions', 0);
    const statusOf = async (result: ReturnType<typeof client.get>): Promise<number> => {
      const answer = await result;
      return answer.kind === 'answer' ? answer.status : 0;
    };
    const text = writeEvent('one');
    expect(await statusOf(client.put(`${url}one.ics`, text, { kind: 'new' }))).toBe(201);
    expect(await statusOf(client.put(`${url}one.ics`, text, { kind: 'new' }))).toBe(412);
    const stale = { kind: 'etag', etag: '"stale"' } as const;
    expect(await statusOf(client.put(`${url}one.ics`, text, stale))).toBe(412);
    expect(await statusOf(client.remove(`${url}one.ics`, '"stale"'))).toBe(412);
    expect(await statusOf(client.remove(`${url}one.ics`, null))).toBeLessThan(300);
    expect(await statusOf(client.get(`${url}one.ics`))).toBe(404);
  });

  test('a token that it does not know leads to a full listing without content', async (ctx) => {
    const { replica } = await openCalendar(needPeer(ctx), 'token', 5);
    await replica.sync();
    replica.setCursor('sync:http://somebody.else/ns/1234');
    expect(await replica.sync()).toMatchObject({ failure: null, fetched: 0, isWhole: true });
    expect(replica.texts.size).toBe(5);
  });

  test('300 events: the first synchronisation is interrupted and goes on where it was', async (ctx) => {
    const { replica } = await openCalendar(needPeer(ctx), 'many', 300);
    await replica.sync({ stopAfter: 3 });
    expect(replica.texts.size).toBe(100);
    const rest = await replica.sync();
    expect(rest).toMatchObject({ failure: null, fetched: 200 });
    expect(rest.progress[0]).toEqual({ done: 100, total: 300 });
    expect(replica.texts.size).toBe(300);
  }, 60_000);
});

test('Radicale refuses a wrong password, and the user is told which', async (ctx) => {
  const started = await startRadicale();
  if (started.kind === 'absent') return ctx.skip(started.reason);
  const { peer } = started;
  try {
    const found = await discoverAccount({ server: peer.url, user: peer.user, password: 'wrong', fetch });
    expect(found).toMatchObject({ ok: false, code: 'unauthorized' });
  } finally {
    await peer.stop();
  }
});

interface Opened {
  readonly url: string;
  readonly client: ReturnType<typeof openCalDavClient>;
  readonly put: (name: string, text: string) => Promise<void>;
  readonly replica: Replica;
}
