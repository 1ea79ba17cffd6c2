import { beforeEach, describe, expect, it } from 'vitest';
import { seedNumbers } from '../shared/faults.ts';
import { type Ask, at, openAsking, stopClean, walk } from './asking.ts';
import { putManyEvents } from './generate.ts';
import { NASTY_MODES } from './modes.ts';
import { type MicrosoftServer, startMicrosoft } from './server.ts';
import { skipWithoutMicrosoft } from './skip.ts';

const NOW = Date.UTC(2026, 10, 23);
const WINDOW = 'startDateTime=2026-11-01T00:00:00Z&endDateTime=2026-12-15T00:00:00Z';
const PREFER = { prefer: 'IdType="ImmutableId", odata.maxpagesize=50' };
const DAY = 86_400_000;

/** Does something that a user may do, to an event that is in the view. */
function disturb(server: MicrosoftServer, ids: readonly string[], draw: () => number, step: number): void {
  const id = ids[Math.floor(draw() * ids.length)] ?? '';
  const event = server.event(id);
  const startMs = NOW + Math.floor(draw() * 60 - 30) * DAY;
  const time = (ms: number) => ({ dateTime: new Date(ms).toISOString().slice(0, 19), timeZone: 'UTC' });
  const deeds = [
    () => server.edit(id, { subject: `Changed ${step}` }),
    () => server.reschedule(id, time(startMs), time(startMs + 3_600_000)),
    () => server.remove(id),
    () => server.moveToCalendar(id, 'other'),
    () => void server.put({ subject: `New ${step}`, start: time(startMs), end: time(startMs + 3_600_000) }),
  ];
  const deed = deeds[Math.floor(draw() * deeds.length)];
  const isSeries = event?.recurrence !== null;
  if (event && deed && !(event.isAllDay && deed === deeds[1]) && !(isSeries && deed === deeds[1])) deed();
}

async function readView(ask: Ask): Promise<ReadonlyMap<string, unknown>> {
  const { values } = await walk(ask, `/me/calendarView?${WINDOW}`, PREFER);
  return new Map(values.map((value) => [String(at(value, 'id')), at(value, 'start', 'dateTime')]));
}

describe('a replica that follows the delta', () => {
  beforeEach(skipWithoutMicrosoft);

  it.each([1, 2, 3, 4])(
    'has what the view has after each round, whatever happened (seed %i)',
    async (seed) => {
      const server = await startMicrosoft({
        clock: () => NOW,
        accounts: [{ email: 'alex@example.com', calendars: [{ key: 'other' }] }],
        ...(seed % 2 === 0 ? NASTY_MODES : {}),
      });
      putManyEvents(server, { count: 150, seed, nowMs: NOW });
      const ask = openAsking(server);
      const draw = seedNumbers(seed);
      const replica = new Map<string, unknown>();
      let link = `/me/calendarView/delta?${WINDOW}`;
      for (let round = 0; round < 5; round += 1) {
        const { values, deltaLink } = await walk(ask, link, PREFER);
        for (const value of values) {
          const id = String(at(value, 'id'));
          if (at(value, '@removed') !== undefined) replica.delete(id);
          else if (at(value, 'type') !== 'seriesMaster') replica.set(id, at(value, 'start', 'dateTime'));
        }
        const view = await readView(ask);
        expect(replica).toEqual(view);
        link = deltaLink ?? '';
        for (let step = 0; step < 12; step += 1) disturb(server, [...view.keys()], draw, step);
      }
      await stopClean(server);
    },
  );
});
