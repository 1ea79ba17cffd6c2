import { describe, expect, test } from 'vitest';
import type { DayView } from '#contract/outlook.ts';
import { startFeed } from '#tests/servers/feed/server.ts';
import { openAppWorld } from './app-world.ts';
import { addFeed, calendar, event, PATH, tuesday } from './feed-world.ts';

describe('field bugs, through a feed', () => {
  async function tuesdayOf(zone: string, ...events: readonly string[]): Promise<DayView> {
    await using server = await startFeed();
    server.serve(PATH, { body: calendar(...events) });
    await using world = await openAppWorld({
      zone,
      now: '2026-06-01T12:00:00Z',
      settings: { me: ['me@example.org'] },
    });
    await addFeed(world, server);
    return await tuesday(world);
  }

  test('field bug 12: declined is free', async () => {
    const declined = event(
      'UID:1',
      'DTSTART:20260602T100000Z',
      'DTEND:20260602T110000Z',
      'SUMMARY:Declined',
      'ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.org',
    );
    const { busy, openings } = await tuesdayOf('Europe/Amsterdam', declined);
    expect(busy).toEqual([]);
    expect(openings).toContainEqual({ from: 720, until: 810 });
  });

  test('field bug 13: all-day and free is free, all-day and busy blocks', async () => {
    const free = event('UID:1', 'DTSTART;VALUE=DATE:20260602', 'TRANSP:TRANSPARENT', 'SUMMARY:Free');
    const busy = event('UID:2', 'DTSTART;VALUE=DATE:20260602', 'TRANSP:OPAQUE', 'SUMMARY:Busy');
    const open = await tuesdayOf('Europe/Amsterdam', free);
    expect([open.busy, open.allDay, open.openings.length > 0]).toEqual([[], ['Free'], true]);
    const closed = await tuesdayOf('Europe/Amsterdam', busy);
    expect([closed.busy.map(({ title }) => title), closed.openings]).toEqual([['Busy'], []]);
  });

  test('field bug 14: a working location and a birthday are never busy', async () => {
    const { busy } = await tuesdayOf(
      'Europe/Amsterdam',
      event(
        'UID:1',
        'DTSTART;VALUE=DATE:20260602',
        'SUMMARY:Office',
        'X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE',
      ),
      event('UID:2', 'DTSTART;VALUE=DATE:20260602', 'SUMMARY:Ada', 'CATEGORIES:Birthday'),
    );
    expect(busy).toEqual([]);
  });

  test.each(['Pacific/Pago_Pago', 'America/New_York', 'Asia/Tokyo', 'Pacific/Kiritimati'])(
    'field bug 16: an all-day event keeps its date in %s, whatever zone the calendar names',
    async (zone) => {
      const day = await tuesdayOf(zone, event('UID:1', 'DTSTART;VALUE=DATE:20260602', 'SUMMARY:Day'));
      expect(day.busy).toEqual([{ span: { from: 0, until: 1440 }, title: 'Day', kind: 'away' }]);
    },
  );

  test.each(['America/New_York', 'Asia/Tokyo'])(
    'field bug 19: a floating time is the local one in %s',
    async (zone) => {
      const floating = event('UID:1', 'DTSTART:20260602T120000', 'DTEND:20260602T130000', 'SUMMARY:Noon');
      expect((await tuesdayOf(zone, floating)).busy).toEqual([
        { span: { from: 720, until: 780 }, title: 'Noon', kind: 'busy' },
      ]);
    },
  );
});
