import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { Answer } from './answers.ts';
import { type Grant, nameSomething, type PendingCode, type RefreshToken, type ServerState } from './state.ts';

const WEEK_MS = 7 * 86_400_000;
const CODE_MS = 10 * 60_000;

const refuseToken = (status: number, error: string, description: string): Answer => ({
  status,
  headers: { 'cache-control': 'no-store' },
  body: { error, error_description: description },
});

const KEYS = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');

/** An OpenID token with the account's address, where that was granted. */
function writeIdToken(state: ServerState, grant: Grant, nonce: string | null): string | null {
  const account = state.accounts.get(grant.account);
  if (!account || !grant.scopes.includes('openid') || !state.modes.idToken) return null;
  const issued = Math.floor(state.clock() / 1000);
  const claims = {
    iss: 'https://accounts.google.com',
    azp: grant.clientId,
    aud: grant.clientId,
    sub: account.subject,
    ...(hasEmail(grant.scopes) ? { email: account.email, email_verified: true } : {}),
    ...(grant.scopes.includes('profile') ? { name: account.name } : {}),
    ...(nonce === null ? {} : { nonce }),
    iat: issued,
    exp: issued + 3600,
  };
  const content = `${encode({ alg: 'ES256', kid: 'stand-in', typ: 'JWT' })}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(content), { key: KEYS.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${content}.${signature.toString('base64url')}`;
}

const hasEmail = (scopes: readonly string[]): boolean =>
  scopes.includes('email') || scopes.includes('https://www.googleapis.com/auth/userinfo.email');

/** Google spells the short names out in what it answers. */
const spellScopes = (scopes: readonly string[]): string =>
  scopes
    .map((scope) =>
      scope === 'email' || scope === 'profile' ? `https://www.googleapis.com/auth/userinfo.${scope}` : scope,
    )
    .join(' ');

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

export function issueAccessToken(state: ServerState, grant: Grant, refreshToken: string | null): string {
  const accessToken = nameSomething(state, 'ya29.');
  const expiresMs = state.clock() + state.modes.accessTokenSeconds * 1000;
  const { account, clientId, scopes } = grant;
  state.accessTokens.set(accessToken, { account, clientId, scopes, expiresMs, refreshToken });
  return accessToken;
}

export function issueRefreshToken(state: ServerState, { account, clientId, scopes }: Grant): string {
  const refreshToken = nameSomething(state, '1//0');
  const expiresMs = state.modes.isTesting ? state.clock() + WEEK_MS : null;
  state.refreshTokens.set(refreshToken, { account, clientId, scopes, expiresMs });
  return refreshToken;
}

function answerTokens(
  state: ServerState,
  grant: Grant,
  refreshToken: string | null,
  given: { readonly refreshToken: string | null; readonly nonce: string | null },
): Answer {
  const idToken = writeIdToken(state, grant, given.nonce);
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: {
      access_token: issueAccessToken(state, grant, refreshToken),
      expires_in: state.modes.accessTokenSeconds,
      ...(given.refreshToken === null ? {} : { refresh_token: given.refreshToken }),
      ...(given.refreshToken !== null && state.modes.isTesting
        ? { refresh_token_expires_in: WEEK_MS / 1000 - 1 }
        : {}),
      ...(state.modes.scopeInAnswers ? { scope: spellScopes(grant.scopes) } : {}),
      token_type: 'Bearer',
      ...(idToken === null ? {} : { id_token: idToken }),
    },
  };
}

/** What the user agreed to on the consent page becomes a code for the client. */
export function issueCode(
  state: ServerState,
  grant: Grant,
  asked: { readonly redirectUri: string; readonly challenge: string; readonly nonce: string | null },
  isConsentAsked: boolean,
): string {
  const key = `${grant.account} ${grant.clientId}`;
  const before = state.consents.get(key);
  const isNew = before === undefined || grant.scopes.some((scope) => !before.includes(scope));
  state.consents.set(key, [...new Set([...(before ?? []), ...grant.scopes])]);
  const code = nameSomething(state, '4/0A');
  const { redirectUri, challenge, nonce } = asked;
  state.codes.set(code, {
    ...grant,
    redirectUri,
    challenge,
    nonce,
    expiresMs: state.clock() + CODE_MS,
    isOffline: isNew || isConsentAsked,
    isUsed: false,
    refreshToken: null,
  });
  return code;
}

export function dropRefreshToken(state: ServerState, refreshToken: string): void {
  state.refreshTokens.delete(refreshToken);
  for (const [token, access] of state.accessTokens) {
    if (access.refreshToken === refreshToken) state.accessTokens.delete(token);
  }
}

function checkExchange(code: PendingCode, form: URLSearchParams, state: ServerState): Answer | null {
  if (code.isUsed) return refuseToken(400, 'invalid_grant', 'Code was already redeemed.');
  if (state.clock() >= code.expiresMs) return refuseToken(400, 'invalid_grant', 'Malformed auth code.');
  if (form.get('redirect_uri') !== code.redirectUri) {
    return refuseToken(400, 'redirect_uri_mismatch', 'Bad Request');
  }
  const verifier = form.get('code_verifier') ?? '';
  if (verifier === '') return refuseToken(400, 'invalid_grant', 'Missing code verifier.');
  const challenge = createHash('sha256').update(verifier, 'ascii').digest('base64url');
  return challenge === code.challenge ? null : refuseToken(400, 'invalid_grant', 'Invalid code verifier.');
}

function exchangeCode(state: ServerState, form: URLSearchParams): Answer {
  const code = state.codes.get(form.get('code') ?? '');
  if (!code || code.clientId !== form.get('client_id')) {
    return refuseToken(400, 'invalid_grant', 'Malformed auth code.');
  }
  const refused = checkExchange(code, form, state);
  if (refused) {
    // RFC 6749, 4.1.2: a code that comes twice ends what it gave.
    if (code.isUsed && code.refreshToken !== null) dropRefreshToken(state, code.refreshToken);
    return refused;
  }
  code.isUsed = true;
  code.refreshToken = code.isOffline ? issueRefreshToken(state, code) : null;
  return answerTokens(state, code, code.refreshToken, code);
}

const hasExpired = ({ expiresMs }: RefreshToken, nowMs: number): boolean =>
  expiresMs !== null && nowMs >= expiresMs;

function refresh(state: ServerState, form: URLSearchParams): Answer {
  const refreshToken = form.get('refresh_token') ?? '';
  const grant = state.refreshTokens.get(refreshToken);
  if (!grant || grant.clientId !== form.get('client_id') || hasExpired(grant, state.clock())) {
    return refuseToken(400, 'invalid_grant', 'Token has been expired or revoked.');
  }
  if (!state.modes.rotatesRefreshTokens) {
    return answerTokens(state, grant, refreshToken, { refreshToken: null, nonce: null });
  }
  dropRefreshToken(state, refreshToken);
  const next = issueRefreshToken(state, grant);
  return answerTokens(state, grant, next, { refreshToken: next, nonce: null });
}

const TOKEN_FIELDS = {
  authorization_code: ['code', 'code_verifier', 'redirect_uri'],
  refresh_token: ['refresh_token'],
} as const;

/** POST /token. */
export function answerToken(state: ServerState, form: URLSearchParams): Answer {
  const grantType = form.get('grant_type');
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
    state.violations.push(`oauth.token: grant_type is '${grantType ?? ''}'`);
    return refuseToken(400, 'unsupported_grant_type', 'Invalid grant_type.');
  }
  const known = ['grant_type', 'client_id', 'client_secret', ...TOKEN_FIELDS[grantType]];
  const unknown = [...form.keys()].filter((name) => !known.includes(name));
  const missing = TOKEN_FIELDS[grantType].filter((name) => !form.get(name));
  if (unknown.length > 0 || missing.length > 0) {
    state.violations.push(`oauth.token: unknown ${unknown.join(', ')}; missing ${missing.join(', ')}`);
    return refuseToken(400, 'invalid_request', `Missing required parameter: ${missing.join(', ')}`);
  }
  const secret = form.get('client_secret');
  if (form.get('client_id') !== state.client.id) {
    return refuseToken(401, 'invalid_client', 'The OAuth client was not found.');
  }
  if (secret === null && state.modes.needsSecret) {
    return refuseToken(400, 'invalid_request', 'client_secret is missing.');
  }
  if (secret !== null && secret !== state.client.secret)
    return refuseToken(401, 'invalid_client', 'Unauthorized');
  return grantType === 'authorization_code' ? exchangeCode(state, form) : refresh(state, form);
}

/** POST /revoke: of an access token too, and then its refresh token ends as well. */
export function answerRevoke(state: ServerState, form: URLSearchParams): Answer {
  const token = form.get('token') ?? '';
  if (token === '') state.violations.push('oauth.revoke: no token');
  const access = state.accessTokens.get(token);
  const grant = access ?? state.refreshTokens.get(token);
  if (!grant) return refuseToken(400, 'invalid_token', 'Token expired or revoked');
  state.accessTokens.delete(token);
  const refreshToken = access ? access.refreshToken : token;
  if (refreshToken !== null) dropRefreshToken(state, refreshToken);
  state.consents.delete(`${grant.account} ${grant.clientId}`);
  return { status: 200, body: {} };
}
