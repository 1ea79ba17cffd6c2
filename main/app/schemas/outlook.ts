import { z } from 'zod';
import type { Schemas } from '../dispatch.ts';
import {
  activityIdSchema,
  instantSchema,
  nothingSchema,
  personIdSchema,
  proposalIdSchema,
} from './common.ts';

const proposal = { proposalId: proposalIdSchema };

export const outlookSchemas = {
  'app.status': nothingSchema,
  'outlook.read': nothingSchema,
  'outlook.refresh': nothingSchema,
  'outlook.notThisWeek': nothingSchema,
  'proposals.detail': z.object(proposal),
  'proposals.preview': z.object(proposal),
  'proposals.invite': z.object({
    ...proposal,
    subject: z.string().trim().min(1).max(300).exactOptional(),
    text: z.string().trim().min(1).max(10_000).exactOptional(),
  }),
  'proposals.move': z.object({ ...proposal, activityId: activityIdSchema, start: instantSchema }),
  'proposals.notNow': z.object({ ...proposal, days: z.literal([3, 7, 14]) }),
  'proposals.notThisPerson': z.object({ ...proposal, personId: personIdSchema }),
  'sample.load': nothingSchema,
  'sample.remove': nothingSchema,
} satisfies Partial<Schemas>;
