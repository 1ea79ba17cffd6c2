import { describe, expect, it, test } from 'vitest';
import { markOf } from '#main/invites/invite-calendar.ts';
import { FRIDAY_18, joost, NOW, priya, THURSDAY_18 } from '../fixtures.ts';
import { readEvent } from '../itip/read-event.ts';
import { unwrap } from '../outbox-world.ts';
import { addressOf, draftFor, setUpCalendarBench } from './calendar-bench.ts';

const HOUR = 3_600_000;
const moved = { startMs: FRIDAY_18, endMs: FRIDAY_18 + 2 * HOUR };
const bench = setUpCalendarBench();

describe('one click, with a home calendar', () => {
  it('whose server tells nobody: first the copy, then a REQUEST by mail to each guest', async () => {
    const record = await bench.click('smtp');
    expect(record).toMatchObject({
      state: { kind: 'sent' },
      calendar: { copy: { state: 'written' }, etag: '"v1"' },
    });
    expect(bench.dav.requests).toEqual(['PUT new']);
    const copy = readEvent(bench.textOf(record));
    expect(copy).toMatchObject({
      uid: record.uid,
      sequence: 0,
      startMs: THURSDAY_18,
      organizer: 'alex@example.com',
    });
    expect(bench.textOf(record)).not.toContain('METHOD');
    expect(bench.textOf(record).match(/SCHEDULE-AGENT=CLIENT/g)).toHaveLength(2);
    expect(bench.mails()).toEqual([`REQUEST ${priya.email}`, `REQUEST ${joost.email}`]);
    expect(bench.mail.localEvents()).toMatchObject([{ uid: record.uid }]);
  });

  it('whose server tells the guests: nothing else leaves', async () => {
    const record = await bench.click('server');
    expect(record.state.kind).toBe('sent');
    expect(record.deliveries.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    expect(bench.textOf(record)).not.toContain('SCHEDULE-AGENT');
    expect(readEvent(bench.textOf(record)).description).toContain('No is a fine answer');
    expect(bench.mails()).toEqual([]);
  });

  it('without a mail account: the copy, and the rest is handed over', async () => {
    const record = await bench.click('handed-over');
    expect(record.state).toEqual({ kind: 'handed-over', atMs: NOW + 10_000 });
    expect(bench.textOf(record).match(/SCHEDULE-AGENT=CLIENT/g)).toHaveLength(2);
    expect(bench.mails()).toEqual([]);
    unwrap(bench.outbox.move(record.id, moved));
    expect(await bench.leave(record.id)).toMatchObject({ state: { kind: 'handed-over' }, sequence: 1 });
    unwrap(bench.outbox.cancel(record.id));
    expect((await bench.leave(record.id)).state.kind).toBe('cancelled');
    expect(bench.dav.resources.size).toBe(0);
  });

  it('can be undone inside its window: nothing was written', async () => {
    const { id } = unwrap(bench.outbox.enqueue(draftFor('smtp')));
    unwrap(bench.outbox.undo(id));
    await bench.leave(id);
    expect(bench.dav.requests).toEqual([]);
  });
});

describe('a move', () => {
  const enrich = (text: string): string =>
    text
      .replace(/SUMMARY:.*\r\n/, 'SUMMARY:Renamed on the phone\r\n')
      .replace(/ATTENDEE;([^:]*(?:\r\n [^:]*)*)NEEDS-ACTION/, 'ATTENDEE;$1ACCEPTED')
      .replace(
        'END:VEVENT',
        [
          'CATEGORIES:Friends,Fire',
          'X-APPLE-TRAVEL-DURATION;VALUE=DURATION:PT30M',
          'ATTENDEE;CN=Extra:mailto:extra@example.org',
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          'DESCRIPTION:A very long reminder that goes on and on until it has to be fold',
          ' ed somewhere in the middle of a word',
          'TRIGGER:-PT30M',
          'END:VALARM',
          'END:VEVENT',
        ].join('\r\n'),
      );

  it.each(['smtp', 'server'] as const)('keeps what others changed (%s)', async (teller) => {
    const record = await bench.click(teller);
    bench.dav.edit(addressOf(record), enrich);
    const before = bench.textOf(record);
    unwrap(bench.outbox.move(record.id, moved));
    const after = await bench.leave(record.id);
    expect(after).toMatchObject({ state: { kind: 'sent' }, sequence: 1 });
    const changed = ['DTSTART', 'DTEND', 'SEQUENCE', 'DTSTAMP', 'LAST-MODIFIED', 'X-GOLDEN-HOUR-STEP'];
    const rest = (text: string): string[] =>
      text.split(/\r\n(?![ ])/).filter((line) => !changed.includes(line.split(/[:;]/)[0]!));
    const event = (text: string): string[] => rest(text.slice(text.indexOf('BEGIN:VEVENT')));
    expect(event(bench.textOf(record))).toEqual(event(before));
    expect(readEvent(bench.textOf(record))).toMatchObject({
      sequence: 1,
      startMs: FRIDAY_18,
      endMs: moved.endMs,
    });
    expect(bench.textOf(record)).toContain(`X-GOLDEN-HOUR-STEP:${markOf(after)}`);
    expect(bench.mails()).toHaveLength(teller === 'smtp' ? 4 : 0);
  });

  it('of an event that another program has counted on takes a SEQUENCE beyond that, in the mail too', async () => {
    const record = await bench.click('smtp');
    bench.dav.edit(addressOf(record), (text) =>
      text.replace('SEQUENCE:0', 'SEQUENCE:4').replace(/X-GOLDEN-HOUR-STEP.*\r\n/, ''),
    );
    unwrap(bench.outbox.move(record.id, moved));
    expect(await bench.leave(record.id)).toMatchObject({ sequence: 5, state: { kind: 'sent' } });
    expect(readEvent(bench.textOf(record)).sequence).toBe(5);
    expect(
      bench.mail.server.inbox.slice(2).map(({ calendar }) => readEvent(calendar?.text ?? '').sequence),
    ).toEqual([5, 5]);
  });

  it('that meets a change in between looks again, and merges', async () => {
    const record = await bench.click('smtp');
    unwrap(bench.outbox.move(record.id, moved));
    bench.dav.ordain({ status: 412 });
    expect((await bench.leave(record.id)).state.kind).toBe('sent');
    expect(bench.dav.requests).toEqual(['PUT new', 'GET', 'PUT etag', 'GET', 'PUT etag']);
  });

  it('of what keeps changing gives up for a while, and for good after six times', async () => {
    const record = await bench.click('smtp');
    unwrap(bench.outbox.move(record.id, moved));
    const state = (): unknown => bench.outbox.read(record.id)?.state;
    for (let round = 0; round < 5; round++) {
      bench.dav.ordain({ status: 412 }, { status: 412 }, { status: 412 });
      bench.mail.world.now += 60_000;
      await bench.outbox.tick();
      expect(state()).toMatchObject({ kind: 'failed', problem: { failure: 'contested' } });
    }
    expect(state()).toMatchObject({ kind: 'failed', problem: { failure: 'contested' }, retryAtMs: null });
    expect(bench.dav.requests.length).toBeLessThanOrEqual(13);
    expect(bench.mails()).toHaveLength(2);
    bench.dav.ordain();
    unwrap(bench.outbox.sendAnyway(record.id));
    await bench.outbox.tick();
    expect(state()).toMatchObject({ kind: 'sent' });
  });
});

describe('field bug 7: a local move and a remote deletion', () => {
  test.each(['smtp', 'server'] as const)(
    'come to rest, and nothing is put back by itself (%s)',
    async (teller) => {
      const record = await bench.click(teller);
      bench.dav.edit(addressOf(record), () => null);
      unwrap(bench.outbox.move(record.id, moved));
      expect((await bench.leave(record.id)).state).toEqual({
        kind: 'failed',
        problem: { kind: 'gone', guestsWereTold: teller === 'server' },
        retryAtMs: null,
      });
      const requests = bench.dav.requests.length;
      for (let round = 0; round < 20; round++) {
        bench.mail.world.now += HOUR;
        await bench.outbox.tick();
      }
      expect(bench.dav.requests).toHaveLength(requests);
      expect(bench.dav.resources.size).toBe(0);
      expect(bench.mail.localEvents()).toEqual([]);
    },
  );

  test('in the moment of the writing, too', async () => {
    const record = await bench.click('smtp');
    unwrap(bench.outbox.move(record.id, moved));
    bench.dav.ordain({ status: 404 });
    expect((await bench.leave(record.id)).state).toMatchObject({ kind: 'failed', problem: { kind: 'gone' } });
  });

  test('it can be cancelled: the guests are told, and there is nothing to take away', async () => {
    const record = await bench.click('smtp');
    bench.dav.edit(addressOf(record), () => null);
    unwrap(bench.outbox.move(record.id, moved));
    await bench.leave(record.id);
    unwrap(bench.outbox.cancel(record.id));
    expect((await bench.leave(record.id)).state.kind).toBe('cancelled');
    expect(bench.mails().slice(2)).toEqual([`CANCEL ${priya.email}`, `CANCEL ${joost.email}`]);
    expect(bench.dav.requests.filter((request) => request === 'DELETE')).toEqual([]);
  });

  test.each(['smtp', 'server'] as const)('it can be put back, by a click (%s)', async (teller) => {
    const record = await bench.click(teller);
    bench.dav.edit(addressOf(record), () => null);
    unwrap(bench.outbox.move(record.id, moved));
    await bench.leave(record.id);
    unwrap(bench.outbox.sendAnyway(record.id));
    await bench.outbox.tick();
    expect(bench.outbox.read(record.id)?.state.kind).toBe('sent');
    expect(readEvent(bench.textOf(record))).toMatchObject({ uid: record.uid, startMs: FRIDAY_18 });
    expect(bench.mail.localEvents()).toHaveLength(1);
    expect(bench.mails()).toHaveLength(teller === 'smtp' ? 4 : 0);
  });
});

describe('a cancellation', () => {
  it('where the server tells nobody: CANCEL to the guests, then the copy goes', async () => {
    const record = await bench.click('smtp');
    unwrap(bench.outbox.cancel(record.id));
    expect((await bench.leave(record.id)).state.kind).toBe('cancelled');
    expect(bench.mails().slice(2)).toEqual([`CANCEL ${priya.email}`, `CANCEL ${joost.email}`]);
    expect(bench.dav.requests.slice(1)).toEqual(['GET', 'DELETE']);
    expect([bench.dav.resources.size, bench.mail.localEvents()]).toEqual([0, []]);
  });

  it('where the server tells the guests: the copy goes, and nothing else leaves', async () => {
    const record = await bench.click('server');
    unwrap(bench.outbox.cancel(record.id));
    expect((await bench.leave(record.id)).state.kind).toBe('cancelled');
    expect([bench.dav.resources.size, bench.mails()]).toEqual([0, []]);
  });

  it('of what is gone already is fine', async () => {
    const record = await bench.click('server');
    bench.dav.edit(addressOf(record), () => null);
    unwrap(bench.outbox.cancel(record.id));
    expect((await bench.leave(record.id)).state.kind).toBe('cancelled');
  });

  it('keeps the copy while a guest has not been told', async () => {
    const record = await bench.click('smtp');
    bench.mail.server.faults.later.add(joost.email);
    unwrap(bench.outbox.cancel(record.id));
    expect((await bench.leave(record.id)).state.kind).toBe('failed');
    expect(bench.dav.resources.size).toBe(1);
    bench.mail.server.faults.later.clear();
    bench.mail.world.now += 60_000;
    await bench.outbox.tick();
    expect(bench.outbox.read(record.id)?.state.kind).toBe('cancelled');
    expect(bench.dav.resources.size).toBe(0);
  });
});
