import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { at } from './asking.ts';
import { decideConsent } from './consent.ts';
import { type GoogleServer, startGoogle } from './server.ts';
import { skipWithoutGoogle } from './skip.ts';

const AUTH = 'https://www.googleapis.com/auth/';
const VERIFIER = 'v'.repeat(64);
const REDIRECT = 'http://127.0.0.1:49152/connected';
const SCOPES = ['openid', 'email', `${AUTH}calendar.events.readonly`, `${AUTH}calendar.freebusy`];

describe('signing in', () => {
  beforeEach(skipWithoutGoogle);
  let nowMs = Date.UTC(2026, 10, 23);
  let server: GoogleServer;
  beforeEach(async () => {
    nowMs = Date.UTC(2026, 10, 23);
    server = await startGoogle({
      clock: () => nowMs,
      accounts: [{ email: 'alex@example.com' }, { email: 'work@example.com' }],
    });
    return () => server.stop();
  });

  const address = (change: Readonly<Record<string, string | null>> = {}): string => {
    const url = new URL(`${server.oauthRoot}/o/oauth2/v2/auth`);
    const asked = {
      client_id: server.clientId,
      redirect_uri: REDIRECT,
      response_type: 'code',
      scope: SCOPES.join(' '),
      state: 'a state & more',
      code_challenge_method: 'S256',
      code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
      ...change,
    };
    for (const [name, value] of Object.entries(asked)) if (value !== null) url.searchParams.set(name, value);
    return url.href;
  };

  const post = async (path: string, form: Readonly<Record<string, string>>) => {
    const response = await fetch(server.oauthRoot + path, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const secrets = () => ({ client_id: server.clientId, client_secret: server.clientSecret });
  const exchange = (location: string, change: Readonly<Record<string, string>> = {}) =>
    post('/token', {
      grant_type: 'authorization_code',
      code: new URL(location).searchParams.get('code') ?? '',
      code_verifier: VERIFIER,
      redirect_uri: REDIRECT,
      ...secrets(),
      ...change,
    });
  const refresh = (refreshToken: unknown) =>
    post('/token', { grant_type: 'refresh_token', refresh_token: String(refreshToken), ...secrets() });

  it('goes all the way, with the state passed through and the address in the id token', async () => {
    const back = await decideConsent(address(), { account: 'work@example.com' });
    expect(new URL(back).searchParams.get('state')).toBe('a state & more');
    const { status, body } = await exchange(back);
    expect(status).toBe(200);
    expect(Object.keys(body as object)).toEqual([
      'access_token',
      'expires_in',
      'refresh_token',
      'scope',
      'token_type',
      'id_token',
    ]);
    const claims: unknown = JSON.parse(
      Buffer.from(String(at(body, 'id_token')).split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(at(claims, 'email')).toBe('work@example.com');
    expect(server.violations).toEqual([]);
  });

  it('grants what was ticked and no more', async () => {
    const back = await decideConsent(address(), { scopes: ['calendar.freebusy'] });
    const { body } = await exchange(back);
    expect(String(at(body, 'scope')).split(' ')).toEqual([
      'openid',
      `${AUTH}userinfo.email`,
      `${AUTH}calendar.freebusy`,
    ]);
  });

  it('sends a person who denies back with access_denied', async () => {
    const back = new URL(await decideConsent(address(), { isDenied: true }));
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('state')).toBe('a state & more');
  });

  it('takes a code once, and ends its tokens when it comes again', async () => {
    const back = await decideConsent(address());
    const { body } = await exchange(back);
    expect(await exchange(back)).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Code was already redeemed.' },
    });
    expect(at((await refresh(at(body, 'refresh_token'))).body, 'error')).toBe('invalid_grant');
  });

  it.each([
    [{ code_verifier: 'w'.repeat(64) }, 'invalid_grant'],
    [{ redirect_uri: 'http://127.0.0.1:1/connected' }, 'redirect_uri_mismatch'],
    [{ client_secret: 'wrong' }, 'invalid_client'],
  ])('refuses an exchange with %j', async (change, error) => {
    const { body } = await exchange(await decideConsent(address()), change);
    expect(at(body, 'error')).toBe(error);
  });

  it.each([
    ['redirect_uri', 'https://example.com/connected'],
    ['code_challenge_method', 'plain'],
    ['code_challenge', null],
    ['scope', `${AUTH}calendar.everything`],
    ['state', null],
    ['unheard_of', 'yes'],
  ])('refuses to show a consent page with %s = %s, and says so', async (name, value) => {
    const response = await fetch(address({ [name]: value }));
    expect(response.status).toBe(400);
    expect(server.violations).toHaveLength(1);
  });

  it('gives a refresh token at the first consent, and later only where consent is asked for', async () => {
    const tokens: unknown[] = [];
    for (const prompt of [null, null, 'consent']) {
      const { body } = await exchange(await decideConsent(address({ prompt })));
      tokens.push(typeof at(body, 'refresh_token'));
    }
    expect(tokens).toEqual(['string', 'undefined', 'string']);
  });

  it('refuses an access token when its hour is over, and a refreshed one works', async () => {
    const { body } = await exchange(await decideConsent(address()));
    const list = (token: unknown) =>
      fetch(`${server.apiRoot}/calendar/v3/calendars/primary/events`, {
        headers: { authorization: `Bearer ${String(token)}` },
      });
    expect((await list(at(body, 'access_token'))).status).toBe(200);
    nowMs += 3_600_000;
    const late = await list(at(body, 'access_token'));
    expect(late.status).toBe(401);
    expect(late.headers.get('www-authenticate')).toMatch(/error="invalid_token"/);
    const fresh = await refresh(at(body, 'refresh_token'));
    expect(at(fresh.body, 'refresh_token')).toBeUndefined();
    expect((await list(at(fresh.body, 'access_token'))).status).toBe(200);
  });

  it('rotates refresh tokens in that mode: the old one is refused', async () => {
    server.modes.rotatesRefreshTokens = true;
    const { body } = await exchange(await decideConsent(address()));
    const next = await refresh(at(body, 'refresh_token'));
    expect(at(next.body, 'refresh_token')).not.toBe(at(body, 'refresh_token'));
    expect(at((await refresh(at(body, 'refresh_token'))).body, 'error')).toBe('invalid_grant');
    expect((await refresh(at(next.body, 'refresh_token'))).status).toBe(200);
  });

  it('leaves out scope and id_token where the modes say so', async () => {
    Object.assign(server.modes, { scopeInAnswers: false, idToken: false });
    const { body } = await exchange(await decideConsent(address()));
    expect(at(body, 'scope')).toBeUndefined();
    expect(at(body, 'id_token')).toBeUndefined();
  });

  it('ends a refresh token after seven days in testing', async () => {
    server.modes.isTesting = true;
    const { body } = await exchange(await decideConsent(address()));
    expect(at(body, 'refresh_token_expires_in')).toBe(604_799);
    nowMs += 7 * 86_400_000;
    expect(at((await refresh(at(body, 'refresh_token'))).body, 'error')).toBe('invalid_grant');
  });

  it('revokes by the client and by the user alike', async () => {
    const first = (await exchange(await decideConsent(address()))).body;
    expect((await post('/revoke', { token: String(at(first, 'refresh_token')) })).status).toBe(200);
    expect(at((await refresh(at(first, 'refresh_token'))).body, 'error')).toBe('invalid_grant');
    const second = (await exchange(await decideConsent(address()))).body;
    server.revoke();
    expect(await refresh(at(second, 'refresh_token'))).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
    });
    expect((await post('/revoke', { token: String(at(second, 'refresh_token')) })).status).toBe(400);
  });
});
