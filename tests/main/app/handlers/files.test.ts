import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarId, LOCAL_CALENDAR } from '#contract/ids.ts';
import { type AppWorld, openAppWorld } from '../app-world.ts';

let world: AppWorld;

beforeEach(async () => {
  world = await openAppWorld();
});

afterEach(() => world[Symbol.asyncDispose]());

const calendar = (...events: readonly string[]): string =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:Work\r\n${events.join('')}END:VCALENDAR\r\n`;
const event = (uid: string, more: string): string =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:20260501T080000Z\r\n${more}\r\nEND:VEVENT\r\n`;
const DENTIST = event('dentist', 'DTSTART:20260603T160000Z\r\nDTEND:20260603T170000Z\r\nSUMMARY:Dentist');

describe('a calendar file', () => {
  it('is read, shown, replaced by a newer export, and removed', async () => {
    const first = await world.call('files.import', {
      name: 'work.ics',
      text: calendar(DENTIST, event('bad', 'DTSTART:20260603T160000Z\r\nRRULE:FREQ=SOMETIMES')),
    });
    expect(first).toMatchObject({
      kind: 'calendar',
      calendar: { name: 'Work', kind: 'file', events: 2, skipped: [{ uid: 'bad' }] },
    });
    const view = await world.call('outlook.read', {});
    expect(view.calendars).toMatchObject([{ name: 'Work', occurrences: expect.any(Number) }]);
    const wednesday = view.days.find(({ date }) => date === '2026-06-03');
    expect(wednesday?.busy).toEqual([{ span: { from: 1080, until: 1140 }, title: 'Dentist', kind: 'busy' }]);

    const again = await world.call('files.import', { name: 'work (1).ics', text: calendar() });
    expect(again).toMatchObject({ calendar: { events: 0 } });
    const { calendars, days } = await world.call('outlook.read', {});
    expect(calendars).toHaveLength(1);
    expect(days.flatMap(({ busy }) => busy)).toEqual([]);

    const [only] = calendars;
    const removed = await world.call('calendars.remove', { calendarId: only?.id ?? calendarId('') });
    expect(removed.calendars).toEqual([]);
  });

  it('keeps the last good one when the new one cannot be read', async () => {
    await world.call('files.import', { name: 'work.ics', text: calendar(DENTIST) });
    const refused = await world.refuse('files.import', {
      name: 'work.ics',
      text: '<!doctype html><p>Sign in',
    });
    expect(refused.code).toBe('unreadable');
    const { calendars } = await world.call('outlook.read', {});
    expect(calendars).toMatchObject([{ events: 1 }]);
  });

  it('is not Golden Hour’s own, which is not removed', async () => {
    expect(await world.refuse('calendars.remove', { calendarId: LOCAL_CALENDAR })).toMatchObject({
      code: 'conflict',
    });
    expect(await world.refuse('calendars.remove', { calendarId: calendarId('no') })).toMatchObject({
      code: 'not-found',
    });
  });

  it('rolls on with the days: what was out of reach comes into view', async () => {
    const far = event('far', 'DTSTART:20261201T160000Z\r\nDTEND:20261201T170000Z\r\nSUMMARY:Far away');
    await world.call('files.import', { name: 'work.ics', text: calendar(DENTIST, far) });
    world.nowMs = Date.parse('2026-11-30T09:00:00+01:00');
    const { days, calendars } = await world.call('outlook.read', {});
    expect(days.find(({ date }) => date === '2026-12-01')?.busy).toMatchObject([{ title: 'Far away' }]);
    // It was not read from the file again, so it is as old as it was.
    expect(calendars[0]?.asOf).toBe('2026-06-01T09:00:00+02:00');
  });
});

describe('people in a file', () => {
  it('are added once, and completed by what a later file says', async () => {
    const json = '[{"name":"Priya Nair","emails":["priya@example.com"],"circle":"reports"}]';
    expect(await world.call('files.import', { name: 'p.json', text: json })).toMatchObject({
      kind: 'people',
      added: 1,
      updated: 0,
    });
    const later =
      '[{"name":"Priya Nair","emails":["PRIYA@example.com","nair@example.org"],"cadenceDays":20}]';
    expect(await world.call('files.import', { name: 'p.json', text: later })).toMatchObject({
      added: 0,
      updated: 1,
    });
    const { people } = await world.call('people.list', {});
    expect(people).toMatchObject([
      {
        emails: ['priya@example.com', 'nair@example.org'],
        circle: 'reports',
        cadenceDays: 20,
        maximumDays: 90,
        status: 'followed',
        added: '2026-06-01',
      },
    ]);
  });

  it('of a whole address book come paused: nobody is followed by accident', async () => {
    const cards = (count: number): string =>
      Array.from(
        { length: count },
        (_, i) => `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person ${i}\r\nEMAIL:p${i}@example.com\r\nEND:VCARD\r\n`,
      ).join('');
    await world.call('files.import', { name: 'few.vcf', text: cards(12) });
    await world.call('files.import', { name: 'all.vcf', text: cards(30) });
    const { people } = await world.call('people.list', {});
    expect(people.filter(({ status }) => status === 'followed')).toHaveLength(12);
    expect(people.filter(({ status }) => status === 'paused')).toHaveLength(18);
  });
});

describe('anything else', () => {
  it.each([
    ['a shopping list', 'milk, bread'],
    ['nothing', ''],
    ['a program', '\u007fELF\u0001'],
    [
      'an answer to nobody',
      'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:x\r\nATTENDEE:mailto:a@example.com\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
    ],
  ])('is refused in a sentence: %s', async (_, text) => {
    const refused = await world.refuse('files.import', { name: 'thing.txt', text });
    expect(['unreadable', 'not-found']).toContain(refused.code);
    expect(refused.message).toMatch(/\.$/);
  });
});
