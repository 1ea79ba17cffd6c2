import { z } from 'zod';
import { accountId, activityId, calendarId, inviteId, personId, proposalId } from '#contract/ids.ts';
import type { IsoDate } from '#contract/time.ts';
import { CIRCLES, COMFORT_ANSWERS } from '#contract/vocabulary.ts';
import { parseInstant } from '#main/kernel/zone.ts';

const idText = z.string().min(1).max(300);

export const nothingSchema = z.strictObject({});
export const personIdSchema = idText.transform(personId);
export const activityIdSchema = idText.transform(activityId);
export const proposalIdSchema = idText.transform(proposalId);
export const inviteIdSchema = idText.transform(inviteId);
export const accountIdSchema = idText.transform(accountId);
export const calendarIdSchema = idText.transform(calendarId);

export const emailSchema = z
  .email()
  .max(254)
  .transform((text) => text.toLowerCase());

// z.iso.date has checked the spelling and the calendar.
export const dateSchema = z.iso.date().transform((text) => text as IsoDate);

export const instantSchema = z
  .string()
  .max(40)
  .refine((text) => {
    try {
      parseInstant(text);
      return true;
    } catch {
      // What is no instant is said by the message below.
      return false;
    }
  }, 'use ISO 8601 with an offset, such as 2026-06-04T18:00:00+02:00');

export const nameSchema = z.string().trim().min(1).max(200);
export const circleSchema = z.enum(CIRCLES);
export const placeSchema = z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) });
const comfortAnswerSchema = z.enum(COMFORT_ANSWERS).exactOptional();
export const comfortSchema = z.object({
  home: comfortAnswerSchema,
  weekdayEvening: comfortAnswerSchema,
  alcohol: comfortAnswerSchema,
  family: comfortAnswerSchema,
});
