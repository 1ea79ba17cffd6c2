import { beforeEach, describe, expect, it } from 'vitest';
import { at, openAsking, stopClean, walk } from './asking.ts';
import { putManyEvents, putSampleWeeks } from './generate.ts';
import { startMicrosoft } from './server.ts';
import { skipWithoutMicrosoft } from './skip.ts';

const NOW = Date.UTC(2026, 10, 23);
const DELTA = '/me/calendarView/delta?startDateTime=2026-10-01T00:00:00Z&endDateTime=2027-02-01T00:00:00Z';
const PREFER = { prefer: 'IdType="ImmutableId", odata.maxpagesize=500' };

describe('a full mailbox', () => {
  beforeEach(skipWithoutMicrosoft);

  it('is the same for the same seed, and all of it is as described', async () => {
    const fill = async (seed: number) => {
      const server = await startMicrosoft({ clock: () => NOW });
      putManyEvents(server, { count: 400, seed, nowMs: NOW });
      const { values } = await walk(openAsking(server), DELTA, PREFER);
      const { length } = server.events();
      await stopClean(server);
      return { values, length };
    };
    const one = await fill(1);
    expect(one).toEqual(await fill(1));
    expect(one.values).not.toEqual((await fill(2)).values);
    // A cancelled occurrence is no event of its own.
    expect(one.length).toBeGreaterThan(370);
    const types = new Set(one.values.map((value) => String(at(value, 'type'))));
    expect(types).toEqual(new Set(['exception', 'occurrence', 'seriesMaster', 'singleInstance']));
  });

  it('has a friendly few weeks', async () => {
    const server = await startMicrosoft({ clock: () => NOW });
    putSampleWeeks(server, NOW, 'Pacific Standard Time');
    const { values } = await walk(openAsking(server), DELTA.replace('/delta', ''), PREFER);
    expect(values.length).toBeGreaterThan(100);
    await stopClean(server);
  });
});
