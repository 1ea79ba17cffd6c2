import type { Schemas } from '../dispatch.ts';
import { nothingSchema } from './common.ts';

export const updateSchemas = {
  'updates.check': nothingSchema,
  'updates.fetch': nothingSchema,
  'updates.install': nothingSchema,
} satisfies Partial<Schemas>;
