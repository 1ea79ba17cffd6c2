import { z } from 'zod';
import type { MinuteSpan, Settings, SmtpAccount, Weekday } from '#contract/settings.ts';
import type { IsoDate } from '#contract/time.ts';
import { LANGUAGES } from '#contract/vocabulary.ts';
import { isZone } from '#main/kernel/zone.ts';

const minute = z.int().min(0).max(1440);

/** A moment, which midnight at the end of a day is not. */
const clockMinute = z.int().min(0).max(1439);

const spanSchema = z
  .object({ from: minute, until: minute })
  .refine((span) => span.from < span.until, 'it ends before it starts');

const weekdaySchema = z.literal([1, 2, 3, 4, 5, 6, 7]);

const email = z.email().transform((text) => text.toLowerCase());

const plainDate = z.iso.date().transform((text) => text as IsoDate);

const webAddress = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));

const zoneName = z.string().refine(isZone, 'use an IANA name such as Europe/Amsterdam');

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

export const smtpSchema = z
  .object({
    host: z.string().trim().min(1),
    port: z.int().min(1).max(65_535),
    security: z.enum(['tls', 'starttls', 'none']),
    user: z.string(),
    from: email,
  })
  .refine(
    (account) => account.security !== 'none' || LOOPBACK_HOSTS.has(account.host),
    'without encryption only a server on this machine is possible; choose tls or starttls',
  ) satisfies z.ZodType<SmtpAccount>;

const homeSchema = z.object({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  label: z.string(),
});

const byWeekday = <Schema extends z.ZodType>(value: Schema) =>
  z.object({ 1: value, 2: value, 3: value, 4: value, 5: value, 6: value, 7: value });

const protectedBlockSchema = z.object({
  name: z.string(),
  weekdays: z.array(weekdaySchema),
  date: plainDate.nullable(),
  span: spanSchema,
});

/** Each of these is right or wrong as a whole; of everything else the right parts are kept. */
export const WHOLE_PARTS: ReadonlySet<z.ZodType> = new Set<z.ZodType>([
  spanSchema,
  smtpSchema,
  homeSchema,
  protectedBlockSchema,
]);

/** The one schema: what is stored, what a form may save, and, after `friendly`, what a file may say. */
export const settingsSchema = z.object({
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
  me: z.array(email),
  myName: z.string().trim().max(200),
  zone: zoneName.nullable(),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, 'use two letters such as NL (ISO 3166-1)')
    .transform((text) => text.toUpperCase())
    .nullable(),
  home: homeSchema.nullable(),
  homeNames: z.array(z.string()),
  offices: z.array(z.string()),
  workHours: byWeekday(spanSchema.nullable()),
  willingHours: byWeekday(z.array(spanSchema)),
  holidayHours: z.array(spanSchema),
  quietWeekdays: z.array(weekdaySchema),
  protectedBlocks: z.array(protectedBlockSchema),
  dials: z.object({
    perWeek: z.literal([1, 2, 3]),
    company: z.number().min(0.5).max(2),
    hosting: z.number().min(0).max(2).nullable(),
  }),
  mayMix: z.object({ customersAndReports: z.boolean(), customersOfTwoCompanies: z.boolean() }),
  ignoredCalendars: z.array(z.string()),
  smtp: smtpSchema.nullable(),
  weather: z.object({
    forecastUrl: webAddress,
    ensembleUrl: webAddress,
    geocodingUrl: webAddress,
    enabled: z.boolean(),
  }),
  notices: z.object({
    weeklyPlan: z.object({ weekday: weekdaySchema, minute: clockMinute }).nullable(),
    answers: z.boolean(),
    decisions: z.boolean(),
    happened: z.boolean(),
    quietFrom: minute,
    quietUntil: minute,
  }),
  startAtLogin: z.boolean(),
  startHidden: z.boolean(),
  shortcut: z.string().trim().min(1).max(60).nullable(),
  trayTitle: z.boolean(),
  updates: z.object({ lookDaily: z.boolean(), declined: z.string().max(100).nullable() }),
  firstRunDone: z.boolean(),
}) satisfies z.ZodType<Settings>;

const hours = (from: number, until: number): MinuteSpan => ({ from: from * 60, until: until * 60 });

function everyDay<T>(weekday: T, weekend: T): { readonly [Day in Weekday]: T } {
  return { 1: weekday, 2: weekday, 3: weekday, 4: weekday, 5: weekday, 6: weekend, 7: weekend };
}

export const DEFAULT_SETTINGS: Settings = {
  language: 'system',
  theme: 'system',
  me: [],
  myName: '',
  zone: null,
  country: null,
  home: null,
  homeNames: [],
  offices: [],
  workHours: everyDay<MinuteSpan | null>(hours(9, 17.5), null),
  willingHours: everyDay<readonly MinuteSpan[]>([hours(12, 13.5), hours(17.5, 22)], [hours(10, 22)]),
  holidayHours: [hours(10, 22)],
  quietWeekdays: [],
  protectedBlocks: [],
  dials: { perWeek: 2, company: 1, hosting: 1 },
  mayMix: { customersAndReports: false, customersOfTwoCompanies: false },
  ignoredCalendars: [],
  smtp: null,
  weather: {
    forecastUrl: 'https://api.open-meteo.com',
    ensembleUrl: 'https://ensemble-api.open-meteo.com',
    geocodingUrl: 'https://geocoding-api.open-meteo.com',
    enabled: true,
  },
  notices: {
    weeklyPlan: { weekday: 1, minute: 8.5 * 60 },
    answers: true,
    decisions: true,
    happened: true,
    quietFrom: 20 * 60,
    quietUntil: 8 * 60,
  },
  startAtLogin: false,
  startHidden: true,
  shortcut: null,
  trayTitle: false,
  updates: { lookDaily: false, declined: null },
  firstRunDone: false,
};
