import { z } from 'zod';
import { HAPPENED } from '#contract/vocabulary.ts';
import type { Schemas } from '../dispatch.ts';
import { emailSchema, instantSchema, inviteIdSchema, nothingSchema } from './common.ts';

const MOST_CHARACTERS = 60_000_000;
const invite = { inviteId: inviteIdSchema };

export const inviteSchemas = {
  'invites.list': nothingSchema,
  'invites.undo': z.object(invite),
  'invites.sendAnyway': z.object(invite),
  'invites.cancel': z.object(invite),
  'invites.move': z.object({ ...invite, start: instantSchema }),
  'invites.answer': z.object({
    ...invite,
    email: emailSchema,
    answer: z.enum(['accepted', 'declined', 'tentative', 'needs-action']),
  }),
  'invites.happened': z.object({ ...invite, what: z.enum(HAPPENED).nullable() }),
  'invites.files': z.object(invite),
  'files.import': z.object({ name: z.string().max(300), text: z.string().max(MOST_CHARACTERS) }),
} satisfies Partial<Schemas>;
