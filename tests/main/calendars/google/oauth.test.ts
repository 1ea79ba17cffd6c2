import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { webFetch } from '#main/app/web-fetch.ts';
import { openGoogleOAuth, type GoogleOAuth } from '#main/calendars/google/oauth.ts';

interface Heard {
  readonly method: string;
  readonly url: string;
  readonly form: URLSearchParams;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that answers everything with this; null: it ends the connection. */
async function openServer(
  answer: { readonly status: number; readonly body: string } | null,
): Promise<{ readonly root: string; readonly heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.once('end', () => {
      heard.push({ method: request.method ?? '', url: request.url ?? '', form: new URLSearchParams(body) });
      if (answer === null) response.destroy();
      else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has such an address.
  return { root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

const open = (root: string | null, clientSecret: string | null = 'sesame'): GoogleOAuth =>
  openGoogleOAuth({ clientId: 'client-1', clientSecret, root, fetch: webFetch });

const tokenOf = (claims: unknown): string =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

const given = { verifier: 'v'.repeat(64), redirectUri: 'http://127.0.0.1:1/' };

describe('signing in at Google', () => {
  it('sends the browser to Google itself, with the challenge of a verifier that stays here', async () => {
    const { address, verifier } = await open(null).begin({
      scopes: ['a', 'b'],
      redirectUri: 'http://127.0.0.1:4711/',
      state: 'the state',
      address: 'alex@example.com',
    });
    const url = new URL(address);
    expect(url.origin + url.pathname).toBe('https://accounts.google.com/o/oauth2/v2/auth');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'client-1',
      redirect_uri: 'http://127.0.0.1:4711/',
      response_type: 'code',
      scope: 'a b',
      state: 'the state',
      access_type: 'offline',
      prompt: 'consent',
      login_hint: 'alex@example.com',
      code_challenge_method: 'S256',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    });
    expect(verifier).toMatch(/^[\w.~-]{43,128}$/);
    expect(address).not.toContain(verifier);
  });

  it('redeems a code with what was agreed on, and reads whom it is about', async () => {
    const answer = {
      access_token: 'access',
      refresh_token: 'refresh',
      expires_in: 3599,
      scope: 'openid x',
      token_type: 'Bearer',
      id_token: tokenOf({ email: 'Alex@Example.com', sub: '1' }),
      unknown: { key: 1 },
    };
    const { root, heard } = await openServer({ status: 200, body: JSON.stringify(answer) });
    expect(await open(root).redeem('4/0code', given)).toEqual({
      kind: 'granted',
      grant: {
        accessToken: 'access',
        refreshToken: 'refresh',
        lifetimeMs: 3_599_000,
        scope: 'openid x',
        address: 'alex@example.com',
      },
    });
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ method: 'POST', url: '/token' });
    expect(Object.fromEntries(heard[0]?.form ?? [])).toEqual({
      grant_type: 'authorization_code',
      code: '4/0code',
      code_verifier: given.verifier,
      redirect_uri: given.redirectUri,
      client_id: 'client-1',
      client_secret: 'sesame',
    });
  });

  it('sends no secret where the client has none', async () => {
    const { root, heard } = await openServer({ status: 200, body: '{"access_token":"a"}' });
    await open(root, null).redeem('code', given);
    await open(root, null).refresh('refresh');
    expect(heard.map(({ form }) => form.has('client_secret'))).toEqual([false, false]);
  });

  it.each([
    ['{"access_token":"a"}', null, null],
    ['{"access_token":"a","expires_in":"60","id_token":"no token"}', 60_000, null],
    ['{"access_token":"a","expires_in":"soon","id_token":null,"scope":null}', null, null],
    [`{"access_token":"a","expires_in":0,"id_token":"${tokenOf({ sub: '1' })}"}`, 0, null],
  ])('takes what a plain server says: %s', async (body, lifetimeMs, address) => {
    const { root } = await openServer({ status: 200, body });
    expect(await open(root).refresh('refresh')).toEqual({
      kind: 'granted',
      grant: { accessToken: 'a', refreshToken: null, lifetimeMs, scope: null, address },
    });
  });

  it.each([
    [
      400,
      '{"error":"invalid_grant","error_description":"Token has been expired or revoked."}',
      'invalid_grant',
    ],
    [401, '{"error":"invalid_client"}', 'invalid_client'],
    [403, '{"error":"admin_policy_enforced"}', 'admin_policy_enforced'],
  ])('hears a refusal: %d %s', async (status, body, error) => {
    const { root, heard } = await openServer({ status, body });
    expect(await open(root).refresh('refresh')).toEqual({
      kind: 'refused',
      error,
      detail: `The sign-in answered ${status}.`,
    });
    expect(heard).toHaveLength(1);
  });

  it.each([
    [500, 'oops', 'offline'],
    [503, '{"error":"temporarily_unavailable"}', 'offline'],
    [429, '{"error":"rate_limit_exceeded"}', 'offline'],
    [403, '<html>Sign in to this network</html>', 'unusable'],
    [200, '<html>Sign in to this network</html>', 'unusable'],
    [200, '{"token_type":"Bearer"}', 'unusable'],
    [302, '', 'unusable'],
  ])('takes nothing away for what says nothing of the right itself: %d %s', async (status, body, kind) => {
    const { root, heard } = await openServer({ status, body });
    expect((await open(root).refresh('refresh')).kind).toBe(kind);
    // Asked once: whoever waits for the token decides when to ask again.
    expect(heard).toHaveLength(1);
  });

  it('is offline where nobody listens, and where the connection ends', async () => {
    expect((await open('http://127.0.0.1:9').refresh('refresh')).kind).toBe('offline');
    const { root, heard } = await openServer(null);
    expect((await open(root).refresh('refresh')).kind).toBe('offline');
    expect(heard).toHaveLength(1);
  });

  it.each([
    [200, '{}', true],
    [200, '', true],
    [400, '{"error":"invalid_token"}', true],
    [404, 'no such page', false],
    [503, '', false],
  ])('gives a right back, or says that it could not: %d %s', async (status, body, isDone) => {
    const { root, heard } = await openServer({ status, body });
    expect(await open(root).revoke('refresh')).toBe(isDone);
    expect(heard).toMatchObject([{ method: 'POST', url: '/revoke?token=refresh' }]);
  });

  it('says nothing of tokens in what goes wrong', async () => {
    const { root } = await openServer({
      status: 400,
      body: '{"error":"invalid_grant","token":"top-secret"}',
    });
    const results = [await open(root).refresh('top-secret'), await open(root).redeem('top-secret', given)];
    expect(JSON.stringify(results)).not.toContain('top-secret');
    expect(JSON.stringify(await open('http://127.0.0.1:9').redeem('top-secret', given))).not.toContain(
      'secret',
    );
  });

  it('sends nothing over a network without https', () => {
    expect(() => open('http://gateway.example')).toThrow('https');
  });
});
