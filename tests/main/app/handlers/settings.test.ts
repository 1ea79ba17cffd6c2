import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startOpenMeteo } from '#tests/servers/open-meteo/server.ts';
import { startSmtpServer } from '#tests/servers/smtp/server.ts';
import { type AppWorld, openAppWorld } from '../app-world.ts';

let world: AppWorld;

beforeEach(async () => {
  world = await openAppWorld();
});

afterEach(() => world[Symbol.asyncDispose]());

describe('settings', () => {
  it('are saved part by part, and pages are told', async () => {
    const saved = await world.call('settings.save', { changes: { myName: 'Alex', quietWeekdays: [1] } });
    expect(saved).toMatchObject({ myName: 'Alex', quietWeekdays: [1], language: 'system' });
    expect(await world.call('settings.read', {})).toEqual(saved);
    expect(world.events.map(({ payload }) => payload)).toContainEqual({ what: 'settings' });
  });

  it('name what is wrong with a change, and stay as they are', async () => {
    const before = await world.call('settings.read', {});
    const refused = await world.refuse('settings.save', {
      changes: { dials: { perWeek: 2, company: 9, hosting: 1 } },
    });
    expect(refused).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('dials.company'),
    });
    expect(await world.call('settings.read', {})).toEqual(before);
  });

  it('decide the language; until then the host’s does', async () => {
    expect((await world.call('app.status', {})).language).toBe('en');
    world.app.hintLanguage('nl');
    expect((await world.call('app.status', {})).language).toBe('nl');
    await world.call('settings.save', { changes: { language: 'en' } });
    expect((await world.call('app.status', {})).language).toBe('en');
  });

  it('say what the host can do', async () => {
    expect(await world.call('app.status', {})).toEqual({
      version: '1.2.3',
      capabilities: { tray: false, opensMailProgram: false, popover: false, secretsPersist: false },
      language: 'en',
      theme: 'system',
      firstRunDone: false,
      sampleWeek: false,
      zone: 'Europe/Amsterdam',
      noticesPausedUntil: null,
      desktop: null,
    });
  });
});

describe('the mail account', () => {
  it('is tried with its password, which is kept apart and never comes back', async () => {
    const smtp = await startSmtpServer();
    try {
      expect(await world.refuse('settings.testSmtp', {})).toMatchObject({ code: 'not-found' });
      const saved = await world.call('settings.saveSmtp', { account: smtp.account, password: smtp.password });
      expect(JSON.stringify(saved)).not.toContain(smtp.password);
      expect((await world.call('settings.testSmtp', {})).greeting).not.toBe('');
      // Null keeps the one that is there.
      await world.call('settings.saveSmtp', {
        account: { ...smtp.account, from: 'me@example.com' },
        password: null,
      });
      await world.call('settings.testSmtp', {});
      await world.call('settings.saveSmtp', { account: smtp.account, password: 'wrong' });
      expect(await world.refuse('settings.testSmtp', {})).toMatchObject({ code: 'unauthorized' });
      await world.call('settings.saveSmtp', { account: null, password: null });
      expect(await world.secrets.get('smtp-password')).toBeNull();
    } finally {
      await smtp.close();
    }
  });
});

describe('the weather service', () => {
  it('keeps its key apart', async () => {
    const saved = await world.call('settings.saveWeatherKey', { key: 'k-123' });
    expect(JSON.stringify(saved)).not.toContain('k-123');
    expect(await world.secrets.get('weather-key')).toBe('k-123');
    await world.call('settings.saveWeatherKey', { key: null });
    expect(await world.secrets.get('weather-key')).toBeNull();
  });

  it('finds towns', async () => {
    await using server = await startOpenMeteo({ nowMs: world.nowMs });
    const { weather } = await world.call('settings.read', {});
    await world.call('settings.save', { changes: { weather: { ...weather, geocodingUrl: server.url } } });
    const [hit] = await world.call('places.search', { query: 'Amster' });
    expect(hit?.name).toBeTypeOf('string');
    expect(await world.refuse('places.search', { query: 'Damrak 70' })).toMatchObject({
      code: 'invalid-input',
    });
  });
});
