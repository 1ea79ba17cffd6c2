import { z } from 'zod';
import type { Schemas } from '../dispatch.ts';
import { nothingSchema } from './common.ts';

export const noticeSchemas = {
  'notices.take': nothingSchema,
  'notices.turnOff': z.object({ kind: z.enum(['weekly-plan', 'answer', 'decision', 'happened']) }),
  'notices.pause': z.object({ until: z.enum(['tomorrow', 'next-week']).nullable() }),
} satisfies Partial<Schemas>;
