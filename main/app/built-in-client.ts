import type { GoogleClient } from './services/google-client.ts';

/** Put in by the build, from the variables of the same names as below; not there where the sources run as they are. */
declare const GOLDEN_HOUR_BUILD: {
  readonly googleClientId: string | null;
  readonly googleClientSecret: string | null;
};

/** From GOLDEN_HOUR_GOOGLE_CLIENT_ID and GOLDEN_HOUR_GOOGLE_CLIENT_SECRET, or from those of the build; null: none. */
export function findBuiltInClient(env: Readonly<Record<string, string | undefined>>): GoogleClient | null {
  const built =
    typeof GOLDEN_HOUR_BUILD === 'undefined'
      ? { googleClientId: null, googleClientSecret: null }
      : GOLDEN_HOUR_BUILD;
  const named = env['GOLDEN_HOUR_GOOGLE_CLIENT_ID']?.trim() || null;
  const clientId = named ?? built.googleClientId;
  if (clientId === null) return null;
  const secret = env['GOLDEN_HOUR_GOOGLE_CLIENT_SECRET']?.trim() || null;
  // An id of one place is not paired with the secret of the other.
  return { clientId, clientSecret: named === null ? built.googleClientSecret : secret };
}
