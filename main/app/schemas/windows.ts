import { z } from 'zod';
import type { Schemas } from '../dispatch.ts';
import { nothingSchema } from './common.ts';

export const windowSchemas = {
  // A page of ours and nothing else: what a host loads must not be up to a page.
  'window.open': z.object({
    hash: z
      .string()
      .max(300)
      .regex(/^#\/[\w\-/%.~]*$/),
  }),
  'window.closePopover': nothingSchema,
} satisfies Partial<Schemas>;
