import { openGoogleOAuth } from '#main/calendars/google/oauth.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { AppContext } from '../context.ts';
import type { AppParts } from '../create-app.ts';
import { createAccountTokens } from './account-tokens.ts';
import { createConnecting } from './connecting.ts';
import { createGoogleClients } from './google-client.ts';

/** What it takes to sign in to Google, and to go on asking it. */
export type GoogleServices = Pick<
  AppContext,
  'googleEndpoints' | 'googleClients' | 'openGoogleOAuth' | 'tokens' | 'connecting'
>;

export interface GoogleServicesParts
  extends Pick<
      AppParts,
      'store' | 'secrets' | 'clock' | 'newId' | 'fetch' | 'googleEndpoints' | 'googleClient' | 'openAddress'
    >,
    Pick<AppContext, 'zone' | 'language' | 'push' | 'changed'> {
  readonly onBug: (error: unknown) => void;
}

export function createGoogleServices(parts: GoogleServicesParts): GoogleServices {
  const { store, secrets, clock } = parts;
  const googleEndpoints = parts.googleEndpoints ?? { api: null, oauth: null };
  const googleClients = createGoogleClients({
    meta: store.meta,
    secrets,
    builtIn: parts.googleClient ?? null,
  });
  const openOAuth: AppContext['openGoogleOAuth'] = (client) =>
    openGoogleOAuth({ ...client, root: googleEndpoints.oauth, fetch: parts.fetch });
  const tokens = createAccountTokens({
    store,
    secrets,
    owner: parts.newId(),
    clock,
    openOAuth,
    async currentClient() {
      const client = await googleClients.current();
      return client.ok ? client.value : null;
    },
    onTrouble: () => parts.changed('calendars'),
  });
  const connecting = createConnecting({
    clock,
    newId: parts.newId,
    zone: () => openZone(parts.zone()),
    language: parts.language,
    openAddress: parts.openAddress ?? null,
    onChanged: () => parts.push('changed', { what: 'calendars' }),
    onBug: parts.onBug,
  });
  return { googleEndpoints, googleClients, openGoogleOAuth: openOAuth, tokens, connecting };
}
