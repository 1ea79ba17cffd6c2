import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startOpenMeteo } from '#tests/servers/open-meteo/server.ts';
import { type AppWorld, openAppWorld } from '../app-world.ts';

let world: AppWorld;

afterEach(() => world[Symbol.asyncDispose]());

describe('an empty life', () => {
  beforeEach(async () => {
    world = await openAppWorld();
  });

  it('has ten days, no ideas, and says what is missing', async () => {
    const view = await world.call('outlook.read', {});
    expect(view).toMatchObject({
      now: '2026-06-01T09:00:00+02:00',
      today: '2026-06-01',
      nowMinute: 540,
      zone: 'Europe/Amsterdam',
      ribbon: [],
      proposals: [],
      invites: [],
      calendars: [],
      forecast: null,
      forecastProblem: 'Say where you are in the settings, and the weather counts too.',
    });
    expect(view.days).toHaveLength(10);
    expect(view.days.map(({ confidence }) => confidence)).toEqual([
      ...Array.from({ length: 3 }, () => 'firm'),
      ...Array.from({ length: 4 }, () => 'likely'),
      ...Array.from({ length: 3 }, () => 'pencil'),
    ]);
    for (const day of view.days) expect(day.resting.length).toBeGreaterThan(0);
  });

  it('shows private life, public holidays and openings as they are', async () => {
    await world.call('settings.save', {
      changes: {
        country: 'NL',
        protectedBlocks: [{ name: 'Choir', weekdays: [2], date: null, span: { from: 1140, until: 1260 } }],
      },
    });
    world.nowMs = Date.parse('2026-05-24T09:00:00+02:00');
    const { days } = await world.call('outlook.read', {});
    expect(days[1]).toMatchObject({
      date: '2026-05-25',
      dayOff: true,
      holiday: 'Tweede pinksterdag',
      workHours: null,
    });
    expect(days[2]).toMatchObject({
      busy: [{ title: 'Choir', kind: 'protected', span: { from: 1140, until: 1260 } }],
      openings: [
        { from: 720, until: 810 },
        { from: 1050, until: 1140 },
        { from: 1260, until: 1320 },
      ],
    });
  });

  it('proposes nothing before Monday when the user says so', async () => {
    await world.call('outlook.notThisWeek', {});
    expect(world.store.holds.active('2026-06-01' as never)).toEqual([
      { kind: 'not-this-week', until: '2026-06-08' },
    ]);
  });
});

describe('the forecast', () => {
  const PLACE = { lat: 52.373_456, lon: 4.892_345, label: 'Amsterdam' };

  beforeEach(async () => {
    world = await openAppWorld({ settings: { home: PLACE } });
  });

  it('is fetched for the rounded place, kept, and asked for at most once an hour', async () => {
    await using server = await startOpenMeteo({ nowMs: world.nowMs });
    const { weather } = await world.call('settings.read', {});
    await world.call('settings.save', {
      changes: { weather: { ...weather, forecastUrl: server.url, ensembleUrl: server.url } },
    });
    const view = await world.call('outlook.refresh', {});
    expect(view.forecastProblem).toBeNull();
    expect(view.forecast).toMatchObject({
      source: 'Open-Meteo',
      members: 51,
      freshness: 'fresh',
      constructed: false,
    });
    expect(view.ribbon.length).toBeGreaterThan(200);
    expect(view.days.every((day) => day.weather !== null && day.sun !== null)).toBe(true);
    const asked = server.questions.length;
    expect(asked).toBe(2);
    for (const { url } of server.questions) {
      expect(url.searchParams.get('latitude')).toBe('52.37');
      expect(url.searchParams.get('longitude')).toBe('4.89');
    }

    world.nowMs += 59 * 60_000;
    await world.call('outlook.refresh', {});
    expect(server.questions).toHaveLength(asked);
    world.nowMs += 60_000;
    await world.call('outlook.refresh', {});
    expect(server.questions).toHaveLength(2 * asked);
  });

  it('stays the last good one, marked after 12 hours and not used after 48', async () => {
    const server = await startOpenMeteo({ nowMs: world.nowMs });
    const { weather } = await world.call('settings.read', {});
    await world.call('settings.save', {
      changes: { weather: { ...weather, forecastUrl: server.url, ensembleUrl: server.url } },
    });
    await world.call('outlook.refresh', {});
    await server[Symbol.asyncDispose]();

    world.nowMs += 13 * 3_600_000;
    const stale = await world.call('outlook.refresh', {});
    expect(stale.forecast?.freshness).toBe('stale');
    expect(stale.forecastProblem).toContain('cannot be reached');
    expect(stale.ribbon.length).toBeGreaterThan(0);

    world.nowMs += 36 * 3_600_000;
    const expired = await world.call('outlook.refresh', {});
    expect(expired.forecast?.freshness).toBe('expired');
    expect(expired.ribbon).toEqual([]);
    expect(expired.days.every(({ weather: seen }) => seen === null)).toBe(true);
  });

  it('is not asked for when it is switched off', async () => {
    await using server = await startOpenMeteo({ nowMs: world.nowMs });
    const { weather } = await world.call('settings.read', {});
    await world.call('settings.save', {
      changes: { weather: { ...weather, forecastUrl: server.url, ensembleUrl: server.url, enabled: false } },
    });
    const view = await world.call('outlook.refresh', {});
    expect(view.forecastProblem).toBe('Forecasts are switched off in the settings.');
    expect(server.questions).toEqual([]);
  });
});

describe('the sample week', () => {
  beforeEach(async () => {
    world = await openAppWorld();
  });

  it('is a whole life, marked as made up, and goes without a trace', async () => {
    const person = '[{"name":"Priya Nair","emails":["priya@example.org"],"circle":"reports"}]';
    await world.call('files.import', { name: 'people.json', text: person });
    const before = await world.call('people.list', {});
    const settings = await world.call('settings.read', {});

    const view = await world.call('sample.load', {});
    expect(view.proposals.length).toBeGreaterThan(0);
    expect(view.calendars).toMatchObject([{ kind: 'sample', skipped: [] }]);
    expect(view.forecast).toMatchObject({ constructed: true, members: 51 });
    expect((await world.call('app.status', {})).sampleWeek).toBe(true);
    expect(await world.call('settings.read', {})).toEqual(settings);

    const [first] = view.proposals;
    if (first === undefined) throw new Error('The sample week has no idea.');
    await world.call('proposals.invite', { proposalId: first.id });
    expect(await world.call('invites.list', {})).toHaveLength(1);

    const after = await world.call('sample.remove', {});
    expect(after).toMatchObject({ calendars: [], invites: [], forecast: null });
    expect(after.days.flatMap(({ busy }) => busy)).toEqual([]);
    expect(await world.call('people.list', {})).toEqual(before);
    expect(await world.call('settings.read', {})).toEqual(settings);
    expect(await world.call('invites.list', {})).toEqual([]);
    expect((await world.call('app.status', {})).sampleWeek).toBe(false);
  });

  it('moves on with the days', async () => {
    await world.call('sample.load', {});
    world.nowMs += 21 * 86_400_000;
    const view = await world.call('outlook.read', {});
    expect(view.proposals.length).toBeGreaterThan(0);
    expect(view.days.every((day) => day.weather !== null)).toBe(true);
    expect(view.calendars[0]?.asOf).toBe(view.now);
  });

  it('speaks the language of the user', async () => {
    world.app.hintLanguage('nl');
    const view = await world.call('sample.load', {});
    expect(view.calendars[0]?.name).toBe('Voorbeeldweek');
    expect(view.headline).not.toMatch(/\bideas?\b/);
  });
});
