import { z } from 'zod';

const schema = z.object({
  /** As whom Google knows the user, lower case; null: it did not say. */
  address: z.string().nullable(),
  /** What the user was asked for last, and what was granted of it. */
  asked: z.array(z.string()).readonly(),
  granted: z.array(z.string()).readonly(),
});

/** What signing in found out about an account: stored as JSON, understood by this folder only. */
export type GoogleConnection = Readonly<z.infer<typeof schema>>;

/** Null: not what this version wrote; the account has to be connected again. */
export function parseConnection(json: unknown): GoogleConnection | null {
  const parsed = schema.safeParse(json);
  return parsed.success ? parsed.data : null;
}
