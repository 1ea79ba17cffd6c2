import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Settings } from '#contract/settings.ts';
import { checkChanges, parseSettings, type SettingsReading } from '#main/store/settings.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '#main/store/settings-schema.ts';

function parse(raw: unknown): SettingsReading {
  const outcome = parseSettings(JSON.stringify(raw));
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

const hours = (from: number, until: number) => ({ from: from * 60, until: until * 60 });

describe('defaults', () => {
  it('are what planning.md says, and what the schema takes', () => {
    expect(settingsSchema.parse(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
    expect(parse({})).toEqual({ settings: DEFAULT_SETTINGS, warnings: [] });
    expect(DEFAULT_SETTINGS.willingHours[1]).toEqual([hours(12, 13.5), hours(17.5, 22)]);
    expect(DEFAULT_SETTINGS.willingHours[7]).toEqual([hours(10, 22)]);
    expect(DEFAULT_SETTINGS.workHours[5]).toEqual(hours(9, 17.5));
    expect(DEFAULT_SETTINGS.workHours[6]).toBeNull();
  });
});

describe('a settings file', () => {
  it('may be written as people write', () => {
    const { settings, warnings } = parse({
      me: 'Alex@Example.com',
      country: 'nl',
      zone: 'Europe/Amsterdam',
      home: { lat: 52.37, lon: 4.9 },
      offices: 'Keizersgracht',
      workHours: { 'mon-thu': '08:00-16:30', Friday: null },
      willingHours: { 'sat-sun': '9:00-12:00, 14:00-24:00', 3: [], wed: null },
      holidayHours: '11:00 - 15:00',
      quietWeekdays: ['mon', 'thu-fri'],
      protectedBlocks: [
        { name: 'School run', weekdays: 'mon-fri', from: '8:15', until: '8:45' },
        { name: 'Recital', date: '2026-06-04', span: '19:00-21:00' },
      ],
      dials: { perWeek: 3 },
      notices: { weeklyPlan: { weekday: 'sun', minute: '17:00' }, quietFrom: '21:30' },
    });
    expect(warnings).toEqual([]);
    expect(settings).toMatchObject({
      me: ['alex@example.com'],
      country: 'NL',
      home: { lat: 52.37, lon: 4.9, label: '' },
      offices: ['Keizersgracht'],
      workHours: { 1: hours(8, 16.5), 4: hours(8, 16.5), 5: null, 6: null },
      willingHours: { 2: DEFAULT_SETTINGS.willingHours[2], 3: [], 6: [hours(9, 12), hours(14, 24)] },
      holidayHours: [hours(11, 15)],
      quietWeekdays: [1, 4, 5],
      protectedBlocks: [
        { name: 'School run', weekdays: [1, 2, 3, 4, 5], date: null, span: hours(8.25, 8.75) },
        { name: 'Recital', weekdays: [], date: '2026-06-04', span: hours(19, 21) },
      ],
      dials: { perWeek: 3, company: 1, hosting: 1 },
      notices: {
        weeklyPlan: { weekday: 7, minute: 17 * 60 },
        answers: true,
        quietFrom: 21.5 * 60,
        quietUntil: 8 * 60,
      },
    });
  });

  it('takes what the schema itself writes', () => {
    const changed: Settings = {
      ...DEFAULT_SETTINGS,
      smtp: { host: 'mail.example.com', port: 587, security: 'starttls', user: 'a', from: 'a@example.com' },
      dials: { perWeek: 1, company: 0.5, hosting: null },
      quietWeekdays: [7],
    };
    expect(parse(changed)).toEqual({ settings: changed, warnings: [] });
  });

  it.each([
    ['an unknown name', { foo: 1 }, 'Setting foo is not known'],
    ['a dial', { dials: { perWeek: 9, company: 2 } }, 'dials.perWeek'],
    ['a day', { workHours: { mon: '17:00-9:00', tue: '8:00-9:00' } }, 'workHours.1'],
    ['a zone', { zone: 'Mars/Olympus' }, 'zone'],
    ['a weekday', { quietWeekdays: ['mon', 'someday'] }, 'quietWeekdays[1]'],
    ['a block', { protectedBlocks: [{ from: '9:00' }, { span: '9:00-10:00' }] }, 'protectedBlocks[0]'],
    ['a mail account', { smtp: { host: 'x' } }, 'smtp'],
    [
      'an open line',
      { smtp: { host: 'mail.org', port: 25, security: 'none', user: '', from: 'a@b.org' } },
      'smtp',
    ],
    ['an address', { weather: { forecastUrl: 'file:///etc/passwd', enabled: false } }, 'weather.forecastUrl'],
    ['a place', { home: { lat: 91, lon: 0 } }, 'home'],
  ])('costs %s alone when that is wrong', (_name, raw, path) => {
    const { settings, warnings } = parse({ ...raw, myName: 'Alex' });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(path);
    expect(settings.myName).toBe('Alex');
    expect(settingsSchema.safeParse(settings).success).toBe(true);
  });

  it('keeps the right half of what is half wrong', () => {
    expect(parse({ dials: { perWeek: 9, company: 2 } }).settings.dials).toEqual({
      perWeek: 2,
      company: 2,
      hosting: 1,
    });
    expect(parse({ quietWeekdays: ['mon', 'someday'] }).settings.quietWeekdays).toEqual([1]);
    expect(parse({ workHours: { mon: 'x', tue: '8:00-9:00' } }).settings.workHours).toMatchObject({
      1: hours(9, 17.5),
      2: hours(8, 9),
    });
  });

  it.each(['', '{', 'null', '[]', '"settings"', '{"a": 1,}'])('%j is no settings file', (text) => {
    expect(parseSettings(text)).toMatchObject({ ok: false, code: 'unreadable' });
  });

  it('never gives what the schema would not take, whatever stands in it', () => {
    const part = fc.jsonValue({ maxDepth: 3 });
    const raw = fc.dictionary(fc.constantFrom(...Object.keys(DEFAULT_SETTINGS), 'other'), part);
    fc.assert(
      fc.property(raw, (each) => {
        expect(settingsSchema.safeParse(parse(each).settings).success).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('checkChanges', () => {
  it('takes parts, and names what is wrong', () => {
    expect(checkChanges({ me: ['A@b.org'] })).toEqual({ ok: true, value: { me: ['a@b.org'] } });
    const wrong = checkChanges({ dials: { perWeek: 2, company: 7, hosting: null } });
    expect(wrong).toMatchObject({ ok: false, code: 'invalid-input' });
    expect(wrong.ok ? '' : wrong.message).toContain('dials.company');
  });
});
