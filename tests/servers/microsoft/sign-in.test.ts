import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { at } from './asking.ts';
import { decideConsent, giveConsent, type WayBack } from './consent.ts';
import { type MicrosoftServer, startMicrosoft } from './server.ts';
import { skipWithoutMicrosoft } from './skip.ts';

const VERIFIER = 'v'.repeat(64);
const REDIRECT = 'http://localhost:49152';
const SCOPES = 'openid profile offline_access Calendars.Read';

describe('signing in', () => {
  beforeEach(skipWithoutMicrosoft);
  let nowMs = 0;
  let server: MicrosoftServer;
  beforeEach(async () => {
    nowMs = Date.UTC(2026, 10, 23);
    server = await startMicrosoft({
      clock: () => nowMs,
      accounts: [
        { email: 'alex@contoso.example', name: 'Alex' },
        { email: 'alex@outlook.example', kind: 'personal' },
      ],
    });
    return () => server.stop();
  });

  const address = (change: Readonly<Record<string, string | null>> = {}, tenant = 'common'): string => {
    const url = new URL(`${server.loginRoot}/${tenant}/oauth2/v2.0/authorize`);
    const asked = {
      client_id: server.clientId,
      redirect_uri: REDIRECT,
      response_type: 'code',
      response_mode: 'form_post',
      scope: SCOPES,
      state: 'a state & more',
      nonce: 'n-1',
      client_info: '1',
      code_challenge_method: 'S256',
      code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
      ...change,
    };
    for (const [name, value] of Object.entries(asked)) if (value !== null) url.searchParams.set(name, value);
    return url.href;
  };
  const post = async (form: Readonly<Record<string, string>>) => {
    const response = await fetch(`${server.loginRoot}/common/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: server.clientId, ...form }),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const exchange = ({ values }: WayBack, change: Readonly<Record<string, string>> = {}) =>
    post({
      grant_type: 'authorization_code',
      code: values.get('code') ?? '',
      code_verifier: VERIFIER,
      redirect_uri: REDIRECT,
      ...change,
    });
  const refresh = (token: unknown, scope = SCOPES) =>
    post({ grant_type: 'refresh_token', refresh_token: String(token), scope });
  const read = (part: unknown): unknown => JSON.parse(Buffer.from(String(part), 'base64url').toString());

  it('goes back as a form, with state, client_info and an id token of the account', async () => {
    const back = await decideConsent(address(), { account: 'alex@outlook.example' });
    expect(back).toMatchObject({ method: 'POST', address: REDIRECT });
    expect(back.values.get('state')).toBe('a state & more');
    const { status, body } = await exchange(back);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: 'Bearer',
      scope: 'openid profile Calendars.Read',
      expires_in: 3600,
    });
    const claims = read(String(at(body, 'id_token')).split('.')[1]);
    expect(claims).toMatchObject({ preferred_username: 'alex@outlook.example', nonce: 'n-1', ver: '2.0' });
    expect(read(at(body, 'client_info'))).toEqual({ uid: at(claims, 'oid'), utid: at(claims, 'tid') });
    expect(server.violations).toEqual([]);
  });

  it('goes back as an address where that is asked for, and says that somebody declined', async () => {
    const back = await decideConsent(address({ response_mode: 'query' }), { isDenied: true });
    expect(back.method).toBe('GET');
    expect(back.values.get('error')).toBe('access_denied');
    expect(back.values.get('error_description')).toContain('AADSTS65004');
    // As a browser does beside any page.
    await fetch(`${server.loginRoot}/favicon.ico`);
    expect(server.violations).toEqual([]);
    await expect(giveConsent(address({ redirect_uri: 'http://127.0.0.1:1' }))).rejects.toThrow(
      'fetch failed',
    );
  });

  it('offers the accounts of the kind that was asked for', async () => {
    const { values } = await decideConsent(address({}, 'consumers'));
    const { body } = await exchange({ address: '', method: 'POST', values });
    expect(read(String(at(body, 'id_token')).split('.')[1])).toMatchObject({
      preferred_username: 'alex@outlook.example',
    });
    const page = await (await fetch(address({}, 'organizations'))).text();
    expect(page).not.toContain('alex@outlook.example');
  });

  it.each([
    ['redirect_uri', 'https://example.com/'],
    ['code_challenge_method', 'plain'],
    ['code_challenge', null],
    ['scope', 'Mail.ReadWrite'],
    ['state', null],
    ['response_mode', 'fragment'],
    ['unheard_of', 'yes'],
  ])('refuses to show a consent page with %s = %s, and says so', async (name, value) => {
    expect((await fetch(address({ [name]: value }))).status).toBe(400);
    expect(server.violations).toHaveLength(1);
  });

  it.each([
    [{ code_verifier: 'w'.repeat(64) }, 501_481],
    [{ redirect_uri: 'http://localhost:1' }, 500_112],
    [{ client_id: 'somebody' }, 700_016],
    [{ client_secret: 'secret' }, 700_025],
  ])('refuses an exchange with %j', async (change, number) => {
    const { body } = await exchange(await decideConsent(address()), change);
    expect(at(body, 'error_codes')).toEqual([number]);
  });

  it('takes a code once', async () => {
    const back = await decideConsent(address());
    await exchange(back);
    expect((await exchange(back)).body).toMatchObject({ error: 'invalid_grant', error_codes: [54_005] });
  });

  it('replaces refresh tokens, and refuses the old one where it is strict', async () => {
    const { body } = await exchange(await decideConsent(address()));
    const next = await refresh(at(body, 'refresh_token'));
    expect(at(next.body, 'refresh_token')).not.toBe(at(body, 'refresh_token'));
    expect((await refresh(at(body, 'refresh_token'))).status).toBe(200);
    server.modes.replacedTokens = 'refused';
    expect((await refresh(at(body, 'refresh_token'))).body).toMatchObject({ error_codes: [70_000] });
    server.modes.rotatesRefreshTokens = false;
    const kept = await refresh(at(next.body, 'refresh_token'));
    expect(at(kept.body, 'refresh_token')).toBe(at(next.body, 'refresh_token'));
  });

  it('refuses a refresh for what was not agreed to, revoked, forgotten or not safe enough', async () => {
    const { body } = await exchange(await decideConsent(address()));
    const token = at(body, 'refresh_token');
    expect((await refresh(token, 'Calendars.ReadWrite')).body).toMatchObject({
      error_codes: [65_001],
      suberror: 'consent_required',
    });
    server.requireInteraction();
    expect((await refresh(token)).body).toMatchObject({
      error: 'interaction_required',
      error_codes: [50_076],
    });
    await decideConsent(address());
    const { body: fresh } = await refresh(token);
    nowMs += 90 * 86_400_000;
    expect((await refresh(at(fresh, 'refresh_token'))).body).toMatchObject({ error_codes: [700_082] });
    server.revoke();
    expect((await refresh(at(fresh, 'refresh_token'))).body).toMatchObject({
      error: 'invalid_grant',
      error_codes: [50_173],
    });
  });

  it('remembers what was agreed to before', async () => {
    await exchange(await decideConsent(address({ scope: 'offline_access Calendars.ReadWrite' })));
    const { body } = await exchange(await decideConsent(address()));
    server.modes.scopeNames = 'long';
    const one = await refresh(at(body, 'refresh_token'), 'Calendars.ReadWrite');
    expect(at(one.body, 'scope')).toBe('https://graph.microsoft.com/Calendars.ReadWrite');
    server.modes.tokenScopes = 'consented';
    const all = await refresh(at(body, 'refresh_token'), 'Calendars.Read');
    expect(at(all.body, 'scope')).toContain('https://graph.microsoft.com/Calendars.ReadWrite');
  });

  it('refuses an access token when its hour is over', async () => {
    const { body } = await exchange(await decideConsent(address()));
    const list = () =>
      fetch(`${server.graphRoot}/v1.0/me/calendars`, {
        headers: { authorization: `Bearer ${String(at(body, 'access_token'))}` },
      });
    expect((await list()).status).toBe(200);
    nowMs += 3_600_000;
    expect((await list()).status).toBe(401);
  });

  it('tells where its endpoints are, as MSAL asks, and by which names it goes', async () => {
    const get = async (path: string): Promise<unknown> => (await fetch(server.loginRoot + path)).json();
    const configuration = await get('/common/v2.0/.well-known/openid-configuration');
    expect(at(configuration, 'token_endpoint')).toBe(`${server.loginRoot}/common/oauth2/v2.0/token`);
    expect(at(configuration, 'issuer')).toBe('https://login.microsoftonline.com/{tenantid}/v2.0');
    server.modes.endpoints = 'microsoft';
    const other = await get('/common/v2.0/.well-known/openid-configuration');
    expect(at(other, 'token_endpoint')).toBe('https://login.microsoftonline.com/common/oauth2/v2.0/token');
    const instance = await get('/common/discovery/instance?api-version=1.1');
    expect(at(instance, 'metadata', 0, 'preferred_network')).toBe('login.microsoftonline.com');
    expect(at(await get('/common/discovery/v2.0/keys'), 'keys', 0, 'kty')).toBe('EC');
    expect((await fetch(`${server.loginRoot}/common/oauth2/v2.0/logout`)).status).toBe(200);
  });
});
