import { z } from 'zod';
import { LANGUAGES } from '#contract/vocabulary.ts';
import { isZone } from '#main/kernel/zone.ts';
import type { Schemas } from '../dispatch.ts';
import {
  accountIdSchema,
  circleSchema,
  comfortSchema,
  dateSchema,
  emailSchema,
  nameSchema,
  nothingSchema,
  personIdSchema,
  placeSchema,
} from './common.ts';

const MOST_DAYS = 3650;
const statusSchema = z.enum(['followed', 'paused', 'never']);
const daysSchema = z.int().min(1).max(MOST_DAYS).nullable();

const draftSchema = z
  .object({
    id: personIdSchema.nullable(),
    name: nameSchema,
    emails: z.array(emailSchema).min(1).max(20),
    circle: circleSchema,
    department: z.string().trim().max(200).nullable(),
    cadenceDays: daysSchema,
    maximumDays: daysSchema,
    importance: z.number().min(0.5).max(2),
    status: statusSchema,
    comfort: comfortSchema,
    apart: z.array(emailSchema).max(100),
    place: placeSchema.nullable(),
    zone: z.string().refine(isZone, 'use an IANA name such as Europe/Amsterdam').nullable(),
    language: z.enum(LANGUAGES).nullable(),
    partner: z.string().trim().max(200).nullable(),
    spontaneous: z.boolean(),
  })
  .refine(
    ({ cadenceDays, maximumDays }) =>
      cadenceDays === null || maximumDays === null || cadenceDays < maximumDays,
    'the maximum must be longer than the cadence',
  );

export const peopleSchemas = {
  'people.list': nothingSchema,
  'people.importGoogle': z.object({ accountId: accountIdSchema }),
  'people.read': z.object({ personId: personIdSchema }),
  'people.save': z.object({ draft: draftSchema }),
  'people.setStatus': z.object({ personId: personIdSchema, status: statusSchema }),
  'people.remove': z.object({ personId: personIdSchema }),
  'people.logTouch': z.object({ personId: personIdSchema, date: dateSchema }),
  'people.offers': nothingSchema,
  'people.follow': z.object({
    people: z
      .array(z.object({ email: emailSchema, name: nameSchema, circle: circleSchema }))
      .min(1)
      .max(100),
  }),
  'people.merges': nothingSchema,
  'people.merge': z.object({ keep: personIdSchema, drop: personIdSchema }),
  'people.keepApart': z.object({ a: personIdSchema, b: personIdSchema }),
  'people.dismissOffers': z.object({ emails: z.array(emailSchema).max(100) }),
} satisfies Partial<Schemas>;
