import { z } from 'zod';

const schema = z.object({
  /** The user's own resource on the server; null: the address itself was a calendar, and the server names no users. */
  principal: z.string().nullable(),
  /** Collections that hold the account's calendars. */
  homes: z.array(z.string()).readonly(),
  /** The user's own addresses (calendar-user-address-set), lower case, without `mailto:`. */
  addresses: z.array(z.string()).readonly(),
  /** Where scheduling requests are posted; null: none. */
  outbox: z.string().nullable(),
});

/** What discovery found out about an account: stored as JSON, understood by this folder only. */
export type CalDavConnection = Readonly<z.infer<typeof schema>>;

/** Null: not what this version wrote; the account has to be discovered again. */
export function parseConnection(json: unknown): CalDavConnection | null {
  const parsed = schema.safeParse(json);
  return parsed.success ? parsed.data : null;
}
