import { z } from 'zod';
import { exchange, type Exchange, type ExchangeTimeouts } from '#main/calendars/http/exchange.ts';
import { isSafe } from '#main/calendars/http/loopback.ts';
import { parseJson } from './json.ts';

const TIMEOUTS: ExchangeTimeouts = { answerMs: 25_000, totalMs: 30_000 };
const MOST_BYTES = 100_000;

const answerSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  /** What is no number is not said. */
  expires_in: z.coerce.number().nonnegative().nullish().catch(null),
  scope: z.string().nullish(),
  id_token: z.string().nullish(),
});
const refusalSchema = z.object({ error: z.string(), error_description: z.string().nullish() });
const identitySchema = z.object({ email: z.string().min(3) });

/** What the server gave. */
export interface Grant {
  readonly accessToken: string;
  /** Null: the one that is there already goes on. */
  readonly refreshToken: string | null;
  /** Null: the server does not say, so it lasts until it is refused. */
  readonly lifetimeMs: number | null;
  /** Null: as it was asked (RFC 6749, 5.1). */
  readonly scope: string | null;
  /** Lower case; null: the server does not say whom it is about. */
  readonly address: string | null;
}

/** Why there are no tokens. `detail` is for the log's reader: no token, no address. */
export type OAuthFailure =
  /** No answer, or one that only says 'later': what was granted before still stands. */
  | { readonly kind: 'offline'; readonly detail: string }
  /** `error` as OAuth spells it: 'invalid_grant', 'invalid_client'. */
  | { readonly kind: 'refused'; readonly error: string; readonly detail: string }
  | { readonly kind: 'unusable'; readonly detail: string };

export type OAuthResult = { readonly kind: 'granted'; readonly grant: Grant } | OAuthFailure;

export interface GoogleOAuthParts {
  readonly clientId: string;
  readonly clientSecret: string | null;
  /** Takes the place of Google's own addresses; null: those. */
  readonly root: string | null;
  readonly fetch: typeof fetch;
}

export interface GoogleOAuth {
  /** The address that the user's browser is to open, with a PKCE challenge; the verifier stays here. */
  begin(question: {
    readonly scopes: readonly string[];
    readonly redirectUri: string;
    readonly state: string;
    /** Whose consent is wanted; null: anybody's. */
    readonly address: string | null;
  }): Promise<{ readonly address: string; readonly verifier: string }>;
  redeem(
    code: string,
    given: { readonly verifier: string; readonly redirectUri: string },
  ): Promise<OAuthResult>;
  refresh(refreshToken: string): Promise<OAuthResult>;
  /** Gives the right back. Whether the server took it, or knows the token no more. */
  revoke(token: string): Promise<boolean>;
}

const endpointsAt = (root: string) => ({
  oauth2AuthBaseUrl: `${root}/o/oauth2/v2/auth`,
  oauth2TokenUrl: `${root}/token`,
  oauth2RevokeUrl: `${root}/revoke`,
});

/** It came straight from the server over TLS, so its signature need not be checked (OpenID Connect Core, 3.1.3.7). */
function readAddress(idToken: string | null | undefined): string | null {
  const payload = idToken?.split('.')[1];
  if (payload === undefined) return null;
  const identity = identitySchema.safeParse(parseJson(Buffer.from(payload, 'base64url').toString('utf8')));
  return identity.success ? identity.data.email.toLowerCase() : null;
}

function readResult(result: Exchange): OAuthResult {
  switch (result.kind) {
    case 'offline':
    case 'unknown':
      return { kind: 'offline', detail: result.detail };
    case 'too-large':
      return { kind: 'unusable', detail: result.detail };
    case 'answer':
      return readAnswer(result.status, result.text);
  }
}

function readAnswer(status: number, text: string): OAuthResult {
  const json = parseJson(text);
  if (status >= 200 && status < 300) {
    const answer = answerSchema.safeParse(json);
    if (!answer.success)
      return { kind: 'unusable', detail: 'The sign-in answered with something that is no token.' };
    const { access_token, refresh_token, expires_in, scope, id_token } = answer.data;
    const grant: Grant = {
      accessToken: access_token,
      refreshToken: refresh_token ?? null,
      lifetimeMs: typeof expires_in === 'number' ? expires_in * 1000 : null,
      scope: scope ?? null,
      address: readAddress(id_token),
    };
    return { kind: 'granted', grant };
  }
  const detail = `The sign-in answered ${status}.`;
  if (status === 429 || status === 408 || status >= 500) return { kind: 'offline', detail };
  const refusal = refusalSchema.safeParse(json);
  // What is not OAuth's own refusal comes from something in between, and takes nothing away.
  if (!refusal.success) return { kind: 'unusable', detail };
  return { kind: 'refused', error: refusal.data.error, detail };
}

/** A token that the server knows no more is given back already (RFC 7009, 2.2). */
function isRevoked(result: Exchange): boolean {
  if (result.kind !== 'answer') return false;
  if (result.status >= 200 && result.status < 300) return true;
  const refusal = refusalSchema.safeParse(parseJson(result.text));
  return refusal.success && /^invalid_(?:token|grant)$/.test(refusal.data.error);
}

/** An account's sign-in by authorization code with PKCE (RFC 8252). Nothing is retried here. */
export function openGoogleOAuth({ clientId, clientSecret, root, fetch }: GoogleOAuthParts): GoogleOAuth {
  if (root !== null && !isSafe(new URL(root))) throw new Error('A token travels over https only.');
  let opened: ReturnType<typeof open> | null = null;

  async function open() {
    const { OAuth2Client, ClientAuthentication } = await import('google-auth-library');
    return new OAuth2Client({
      clientId,
      ...(clientSecret === null ? {} : { clientSecret }),
      clientAuthentication:
        clientSecret === null ? ClientAuthentication.None : ClientAuthentication.ClientSecretPost,
      ...(root === null ? {} : { endpoints: endpointsAt(root) }),
      useAuthRequestParameters: false,
      transporterOptions: {
        // What comes of a request is a value here, whatever it is: nothing is retried, and nothing is thrown that
        // could hold a token.
        validateStatus: () => true,
        adapter: async (config) => {
          const { url, method = 'GET', headers, body } = config;
          const data = { came: await send(url, method, headers, body) } as never;
          return Object.assign(new Response(null), { config, data });
        },
      },
    });
  }
  const client = () => (opened ??= open());

  function send(url: URL, method: string, headers: Headers, body: unknown): Promise<Exchange> {
    const form = body instanceof URLSearchParams ? body.toString() : null;
    headers.set('accept', 'application/json');
    headers.set('content-type', 'application/x-www-form-urlencoded');
    return exchange({
      fetch,
      url,
      method,
      headers: Object.fromEntries(headers),
      body: form,
      signal: undefined,
      timeouts: TIMEOUTS,
      mostBytes: MOST_BYTES,
    });
  }

  // The adapter above puts what came where the library expects the body of an answer.
  const unwrap = (data: unknown): Exchange => (data as { readonly came: Exchange }).came;

  return {
    async begin({ scopes, redirectUri, state, address }) {
      const { CodeChallengeMethod } = await import('google-auth-library');
      const oauth = await client();
      const { codeVerifier, codeChallenge } = await oauth.generateCodeVerifierAsync();
      if (codeChallenge === undefined) throw new Error('The library made no challenge for its verifier.');
      const url = oauth.generateAuthUrl({
        access_type: 'offline',
        // Google gives a refresh token at the first consent only, unless it is told to ask for consent again.
        prompt: 'consent',
        scope: [...scopes],
        redirect_uri: redirectUri,
        state,
        code_challenge: codeChallenge,
        code_challenge_method: CodeChallengeMethod.S256,
        ...(address === null ? {} : { login_hint: address }),
      });
      return { address: url, verifier: codeVerifier };
    },
    async redeem(code, { verifier, redirectUri }) {
      const oauth = await client();
      const { tokens } = await oauth.getToken({ code, codeVerifier: verifier, redirect_uri: redirectUri });
      return readResult(unwrap(tokens));
    },
    async refresh(refreshToken) {
      const oauth = await client();
      oauth.setCredentials({ refresh_token: refreshToken });
      const { res } = await oauth.refreshAccessToken();
      return readResult(unwrap(res?.data));
    },
    async revoke(token) {
      const oauth = await client();
      const { data } = await oauth.revokeToken(token);
      return isRevoked(unwrap(data));
    },
  };
}
