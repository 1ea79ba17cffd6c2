import { z } from 'zod';
import type { Settings } from '#contract/settings.ts';
import { SETTINGS_OF_ACTIVITIES } from '#contract/vocabulary.ts';
import { smtpSchema } from '#main/store/settings-schema.ts';
import type { Schemas } from '../dispatch.ts';
import { activityIdSchema, nothingSchema } from './common.ts';

const secretSchema = z.string().max(1000).nullable();
const minuteSchema = z.int().min(0).max(1440);

const activitySchema = z
  .object({
    id: activityIdSchema,
    name: z.object({ en: z.string().trim().min(1).max(100), nl: z.string().trim().min(1).max(100) }),
    setting: z.enum(SETTINGS_OF_ACTIVITIES),
    minutes: z.int().min(15).max(720),
    from: minuteSchema,
    until: minuteSchema,
    minimumGuests: z.int().min(1).max(50),
    maximumGuests: z.int().min(1).max(50),
    envelope: z
      .object({
        apparentMinC: z.number().min(-60).max(60).nullable(),
        apparentMaxC: z.number().min(-60).max(60).nullable(),
        gustMaxKmh: z.number().min(0).max(300).nullable(),
        rainMaxMm: z.number().min(0).max(300).nullable(),
        daylight: z.boolean(),
        airQualityMax: z.number().min(0).max(1000).nullable(),
        source: z.string().max(500),
      })
      .nullable(),
    spend: z.literal([0, 1, 2, 3]),
    quality: z.number().min(0).max(1),
    home: z.boolean(),
    alcohol: z.boolean(),
    children: z.boolean(),
    wheelchair: z.boolean(),
    travelMinutes: z.number().min(0).max(600).nullable(),
    fallback: activityIdSchema.nullable(),
    words: z.array(z.string().trim().min(1).max(100)).max(50),
  })
  .refine(({ minimumGuests, maximumGuests }) => minimumGuests <= maximumGuests, {
    message: 'the most guests are fewer than the least',
    path: ['maximumGuests'],
  })
  .refine(({ from, until, minutes }) => until - from >= minutes, {
    message: 'it does not fit between its hours',
    path: ['until'],
  });

export const settingsSchemas = {
  'settings.read': nothingSchema,
  'settings.save': z.object({
    // The settings' own schema checks them where they are saved, part by part, with a sentence for the person.
    changes: z.record(z.string(), z.unknown()).transform((changes) => changes as Partial<Settings>),
  }),
  'settings.saveSmtp': z.object({ account: smtpSchema.nullable(), password: secretSchema }),
  'settings.testSmtp': nothingSchema,
  'settings.saveWeatherKey': z.object({ key: secretSchema }),
  'places.search': z.object({ query: z.string().max(200) }),
  'activities.list': nothingSchema,
  'activities.save': z.object({ activity: activitySchema, enabled: z.boolean() }),
  'activities.reset': z.object({ activityId: activityIdSchema }),
} satisfies Partial<Schemas>;
