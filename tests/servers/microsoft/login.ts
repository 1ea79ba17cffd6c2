import type { Answer } from './answers.ts';
import { answerConsent, showConsent } from './login-page.ts';
import { answerToken, publicKeys } from './login-tokens.ts';
import type { ServerState } from './state.ts';

export interface Login {
  /** login.token and so on. */
  readonly id: string;
  /** common, organizations, consumers, or a tenant's number. */
  readonly tenant: string;
}

const PLACES: Readonly<Record<string, string>> = {
  'GET oauth2/v2.0/authorize': 'login.authorize',
  'POST oauth2/v2.0/authorize': 'login.consent',
  'POST oauth2/v2.0/token': 'login.token',
  'GET oauth2/v2.0/logout': 'login.logout',
  'GET v2.0/.well-known/openid-configuration': 'login.configuration',
  'GET discovery/v2.0/keys': 'login.keys',
  'GET discovery/instance': 'login.instance',
};

/** Null: no address of the sign-in. */
export function findLogin(method: string, path: string): Login | null {
  const match = /^\/([^/]+)\/(.+)$/.exec(path);
  const id = PLACES[`${method} ${match?.[2] ?? ''}`];
  return match && id !== undefined ? { id, tenant: match[1] ?? '' } : null;
}

const HOST = 'login.microsoftonline.com';

function showConfiguration(state: ServerState, tenant: string): Answer {
  const root = state.modes.endpoints === 'own' ? state.origin : `https://${HOST}`;
  const issuer = ['common', 'organizations', 'consumers'].includes(tenant) ? '{tenantid}' : tenant;
  return {
    status: 200,
    body: {
      token_endpoint: `${root}/${tenant}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: `${root}/${tenant}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['ES256'],
      response_types_supported: ['code'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: `https://${HOST}/${issuer}/v2.0`,
      authorization_endpoint: `${root}/${tenant}/oauth2/v2.0/authorize`,
      end_session_endpoint: `${root}/${tenant}/oauth2/v2.0/logout`,
      tenant_region_scope: null,
      cloud_instance_name: 'microsoftonline.com',
      msgraph_host: 'graph.microsoft.com',
    },
  };
}

/** Which names the sign-in goes by: MSAL asks before it trusts one. */
const showInstance = (tenant: string): Answer => ({
  status: 200,
  body: {
    tenant_discovery_endpoint: `https://${HOST}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [
      {
        preferred_network: HOST,
        preferred_cache: 'login.windows.net',
        aliases: [HOST, 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
      },
    ],
  },
});

function logOut(query: URLSearchParams): Answer {
  const location = query.get('post_logout_redirect_uri');
  return location === null
    ? { status: 200, html: '<!doctype html><title>Signed out</title><p>You signed out of your account.</p>' }
    : { status: 302, headers: { location } };
}

export function answerLogin(
  state: ServerState,
  { id, tenant }: Login,
  query: URLSearchParams,
  form: URLSearchParams,
): Answer {
  switch (id) {
    case 'login.authorize':
      return showConsent(state, tenant, query);
    case 'login.consent':
      return answerConsent(state, tenant, query, form);
    case 'login.token':
      return answerToken(state, form);
    case 'login.configuration':
      return showConfiguration(state, tenant);
    case 'login.keys':
      return publicKeys();
    case 'login.instance':
      return showInstance(tenant);
    default:
      return logOut(query);
  }
}
