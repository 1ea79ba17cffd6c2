import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { Answer } from './answers.ts';
import {
  type Account,
  type Grant,
  nameSomething,
  type PendingCode,
  type RefreshToken,
  type ServerState,
} from './state.ts';
import { writeInstant } from './times.ts';

const CODE_MS = 10 * 60_000;
/** A refresh token that nobody uses for so long ends. */
const INACTIVE_MS = 90 * 86_400_000;
const GRAPH = 'https://graph.microsoft.com/';
export const SIGN_IN_SCOPES = ['openid', 'profile', 'email', 'offline_access'];

const KEYS = generateKeyPairSync('ec', { namedCurve: 'P-256' });

export const publicKeys = (): Answer => ({
  status: 200,
  body: { keys: [{ ...KEYS.publicKey.export({ format: 'jwk' }), kid: 'stand-in', use: 'sig' }] },
});

/** An error of the sign-in, by its AADSTS number. */
function refuseSignIn(
  state: ServerState,
  error: string,
  number: number,
  text: string,
  suberror?: string,
): Answer {
  const trace = '00000000-0000-4000-8000-000000000000';
  const timestamp = writeInstant(state.clock()).replace('T', ' ');
  return {
    status: error === 'unauthorized_client' || error === 'invalid_client' ? 401 : 400,
    headers: { 'cache-control': 'no-store' },
    body: {
      error,
      error_description: `AADSTS${number}: ${text} Trace ID: ${trace} Correlation ID: ${trace} Timestamp: ${timestamp}`,
      error_codes: [number],
      timestamp,
      trace_id: trace,
      correlation_id: trace,
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
      ...(suberror === undefined ? {} : { suberror }),
    },
  };
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');

export const writeClientInfo = ({ objectId, tenantId }: Account): string =>
  encode({ uid: objectId, utid: tenantId });

function writeIdToken(state: ServerState, account: Account, nonce: string | null): string {
  const issued = Math.floor(state.clock() / 1000);
  const claims = {
    ver: '2.0',
    iss: `https://login.microsoftonline.com/${account.tenantId}/v2.0`,
    aud: state.clientId,
    sub: createHash('sha256').update(account.objectId).digest('base64url'),
    oid: account.objectId,
    tid: account.tenantId,
    preferred_username: account.email,
    email: account.email,
    name: account.name,
    ...(nonce === null ? {} : { nonce }),
    iat: issued,
    nbf: issued,
    exp: issued + 3600,
  };
  const content = `${encode({ alg: 'ES256', kid: 'stand-in', typ: 'JWT' })}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(content), { key: KEYS.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${content}.${signature.toString('base64url')}`;
}

const shortScope = (scope: string): string => (scope.startsWith(GRAPH) ? scope.slice(GRAPH.length) : scope);

export function issueAccessToken(state: ServerState, { account, scopes }: Grant): string {
  const token = nameSomething(state, 'EwBstandin');
  const expiresMs = state.clock() + state.modes.accessTokenSeconds * 1000;
  state.accessTokens.set(token, { account, scopes, expiresMs });
  return token;
}

export function issueRefreshToken(state: ServerState, { account, scopes }: Grant): string {
  const token = nameSomething(state, 'M.C5_');
  state.refreshTokens.set(token, { account, scopes, issuedMs: state.clock(), problem: null });
  return token;
}

const listConsents = (state: ServerState, { account }: Grant): ReadonlySet<string> =>
  state.consents.get(account) ?? new Set();

export function addConsents(state: ServerState, grant: Grant): void {
  state.consents.set(grant.account, new Set([...listConsents(state, grant), ...grant.scopes]));
}

export function issueCode(
  state: ServerState,
  grant: Grant,
  asked: { readonly redirectUri: string; readonly challenge: string; readonly nonce: string | null },
): string {
  addConsents(state, grant);
  const code = nameSomething(state, '1.AX');
  const expiresMs = state.clock() + CODE_MS;
  state.codes.set(code, { ...grant, ...asked, expiresMs, isUsed: false });
  return code;
}

interface Given {
  readonly refreshToken: string | null;
  readonly nonce: string | null;
}

function answerTokens(state: ServerState, grant: Grant, asked: readonly string[], given: Given): Answer {
  const account = state.accounts.get(grant.account);
  if (!account) return refuseSignIn(state, 'invalid_grant', 50034, 'The user account does not exist.');
  const consented = state.modes.tokenScopes === 'consented' ? listConsents(state, grant) : [];
  const scopes = [...new Set([...asked, ...consented])];
  const told = scopes
    .filter((scope) => scope !== 'offline_access')
    .map((scope) =>
      state.modes.scopeNames === 'long' && !SIGN_IN_SCOPES.includes(scope) ? `${GRAPH}${scope}` : scope,
    );
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: {
      token_type: 'Bearer',
      scope: told.join(' '),
      expires_in: state.modes.accessTokenSeconds,
      ext_expires_in: state.modes.accessTokenSeconds,
      access_token: issueAccessToken(state, { account: account.email, scopes }),
      ...(given.refreshToken === null ? {} : { refresh_token: given.refreshToken }),
      ...(scopes.includes('openid') ? { id_token: writeIdToken(state, account, given.nonce) } : {}),
      client_info: writeClientInfo(account),
    },
  };
}

function refuseCode(state: ServerState, code: PendingCode | undefined, form: URLSearchParams): Answer | null {
  const refuse = (number: number, text: string): Answer => refuseSignIn(state, 'invalid_grant', number, text);
  if (!code) return refuse(9002313, 'Invalid request. Request is malformed or invalid.');
  if (code.isUsed) return refuse(54005, 'OAuth2 Authorization code was already redeemed.');
  if (state.clock() >= code.expiresMs) return refuse(70008, 'The provided authorization code has expired.');
  if (form.get('redirect_uri') !== code.redirectUri) {
    return refuse(500112, 'The reply address does not match the reply address of the authorization request.');
  }
  const verifier = form.get('code_verifier') ?? '';
  const challenge = createHash('sha256').update(verifier, 'ascii').digest('base64url');
  return challenge === code.challenge
    ? null
    : refuse(
        501481,
        'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
      );
}

function exchangeCode(state: ServerState, form: URLSearchParams): Answer {
  const code = state.codes.get(form.get('code') ?? '');
  const refused = refuseCode(state, code, form);
  if (refused || !code) return refused ?? refuseCode(state, undefined, form) ?? { status: 400 };
  code.isUsed = true;
  const refreshToken = code.scopes.includes('offline_access') ? issueRefreshToken(state, code) : null;
  return answerTokens(state, code, code.scopes, { refreshToken, nonce: code.nonce });
}

function refuseRefresh(state: ServerState, token: RefreshToken | undefined): Answer | null {
  const refuse = (number: number, text: string): Answer => refuseSignIn(state, 'invalid_grant', number, text);
  if (!token) return refuse(9002313, 'Invalid request. Request is malformed or invalid.');
  if (token.problem === 'revoked') {
    return refuse(
      50173,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
    );
  }
  if (token.problem === 'replaced' && state.modes.replacedTokens === 'refused') {
    return refuse(70000, 'The provided value for the input parameter refresh_token is not valid.');
  }
  if (state.clock() - token.issuedMs >= INACTIVE_MS) {
    return refuse(700082, 'The refresh token has expired due to inactivity.');
  }
  if (!state.interactions.has(token.account)) return null;
  const text =
    'Due to a configuration change made by your administrator, you must use multi-factor authentication.';
  return refuseSignIn(state, 'interaction_required', 50076, text, 'basic_action');
}

function refresh(state: ServerState, form: URLSearchParams): Answer {
  const given = form.get('refresh_token') ?? '';
  const token = state.refreshTokens.get(given);
  const refused = refuseRefresh(state, token);
  if (refused || !token) return refused ?? { status: 400 };
  const asked = readScopes(form);
  const consented = listConsents(state, token);
  if (asked.some((scope) => !consented.has(scope))) {
    return refuseSignIn(
      state,
      'invalid_grant',
      65001,
      'The user or administrator has not consented to use the application.',
      'consent_required',
    );
  }
  const scopes = asked.length > 0 ? asked : token.scopes;
  if (!state.modes.rotatesRefreshTokens) {
    return answerTokens(state, token, scopes, { refreshToken: given, nonce: null });
  }
  token.problem = 'replaced';
  const refreshToken = issueRefreshToken(state, token);
  return answerTokens(state, token, scopes, { refreshToken, nonce: null });
}

export const readScopes = (form: URLSearchParams): readonly string[] =>
  (form.get('scope') ?? '')
    .split(' ')
    .filter((scope) => scope !== '')
    .map(shortScope);

const FIELDS = {
  authorization_code: ['code', 'code_verifier', 'redirect_uri'],
  refresh_token: ['refresh_token'],
} as const;
const USUAL_FIELDS = [
  'grant_type',
  'client_id',
  'scope',
  'client_info',
  'redirect_uri',
  'claims',
  'client-request-id',
];

/** POST /{tenant}/oauth2/v2.0/token. */
export function answerToken(state: ServerState, form: URLSearchParams): Answer {
  const grantType = form.get('grant_type');
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
    state.violations.push(`login.token: grant_type is '${grantType ?? ''}'`);
    return refuseSignIn(
      state,
      'unsupported_grant_type',
      70003,
      'The app requested an unsupported grant type.',
    );
  }
  const known: readonly string[] = [...USUAL_FIELDS, ...FIELDS[grantType]];
  const unknown = [...form.keys()].filter((name) => !known.includes(name) && !/^x-/i.test(name));
  const missing = FIELDS[grantType].filter((name) => !form.get(name));
  if (form.has('client_secret')) {
    state.violations.push('login.token: a public client has no secret');
    return refuseSignIn(
      state,
      'invalid_client',
      700025,
      'Client is public so no client_secret should be presented.',
    );
  }
  if (unknown.length > 0 || missing.length > 0) {
    state.violations.push(`login.token: unknown ${unknown.join(', ')}; missing ${missing.join(', ')}`);
    return refuseSignIn(
      state,
      'invalid_request',
      900144,
      `The request body must contain: ${missing.join(', ')}.`,
    );
  }
  if (form.get('client_id') !== state.clientId) {
    return refuseSignIn(
      state,
      'unauthorized_client',
      700016,
      'The application was not found in the directory.',
    );
  }
  return grantType === 'authorization_code' ? exchangeCode(state, form) : refresh(state, form);
}
