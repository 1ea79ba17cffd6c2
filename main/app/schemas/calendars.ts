import { z } from 'zod';
import { ACCESS_ASKED, CALENDAR_ROLES } from '#contract/calendars.ts';
import type { Schemas } from '../dispatch.ts';
import { accountIdSchema, calendarIdSchema, nameSchema, nothingSchema } from './common.ts';

const calendar = { calendarId: calendarIdSchema };
const account = { accountId: accountIdSchema };
const roleSchema = z.enum(CALENDAR_ROLES);
/** What it may be, the address' own reader says, in a sentence. */
const addressSchema = z.string().max(10_000);
const passwordSchema = z.string().min(1).max(1_000);

export const calendarSchemas = {
  'calendars.read': nothingSchema,
  'calendars.addFeed': z.object({
    address: addressSchema,
    name: nameSchema.nullable(),
    role: roleSchema,
  }),
  'calendars.watchFile': z.object({ path: z.string().trim().min(1).max(4_096), role: roleSchema }),
  'calendars.change': z.object({
    ...calendar,
    name: nameSchema.exactOptional(),
    role: roleSchema.exactOptional(),
  }),
  'calendars.setAddress': z.object({ ...calendar, address: addressSchema }),
  'calendars.sync': z.object({ calendarId: calendarIdSchema.nullable() }),
  'calendars.cancelSync': z.object(calendar),
  'calendars.believeEmpty': z.object({ ...calendar, believe: z.boolean() }),
  'calendars.setHome': z.object({ calendarId: calendarIdSchema.nullable() }),
  'calendars.remove': z.object(calendar),
  'calendars.export': nothingSchema,
  'accounts.connectCaldav': z.object({
    server: z.string().trim().min(1).max(2_000),
    user: z.string().trim().min(1).max(300),
    password: passwordSchema,
  }),
  'accounts.connectGoogle': z.object({
    accountId: accountIdSchema.nullable(),
    access: z.enum(ACCESS_ASKED),
  }),
  'accounts.cancelConnecting': z.object({ attemptId: z.string().min(1).max(300) }),
  'accounts.setGoogleClient': z.object({
    clientId: z.string().trim().max(300).nullable(),
    clientSecret: z.string().trim().max(300).nullable(),
  }),
  'accounts.reconnect': z.object({ ...account, password: passwordSchema }),
  'accounts.refresh': z.object(account),
  'accounts.choose': z.object({ ...account, refs: z.array(z.string().min(1).max(4_096)).max(500) }),
  'accounts.remove': z.object(account),
} satisfies Partial<Schemas>;
