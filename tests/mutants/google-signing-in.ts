import type { Mutant } from './mutant.ts';

const LOOPBACK = 'main/app/oauth/loopback.ts';
const OAUTH = 'main/calendars/google/oauth.ts';
const SCOPES = 'main/calendars/google/scopes.ts';
const TOKENS = 'main/app/services/account-tokens.ts';
const SIGN_IN = 'main/app/accounts/google-sign-in.ts';

const loopbackTests = ['tests/main/app/oauth/loopback.test.ts'];
const oauthTests = ['tests/main/calendars/google/oauth.test.ts'];
const scopesTests = ['tests/main/calendars/google/scopes.test.ts'];
const tokensTests = ['tests/main/app/services/account-tokens.test.ts'];
const connectingTests = ['tests/main/app/handlers/google.test.ts'];
const troubleTests = ['tests/main/app/handlers/google-trouble.test.ts'];

/** Mistakes in connecting an account, and in what is kept of its consent. */
export const SIGNING_IN_MUTANTS: readonly Mutant[] = [
  {
    name: 'the state that comes back is not looked at',
    file: LOOPBACK,
    find: " || !isSame(url.searchParams.get('state'), state)",
    replace: '',
    tests: loopbackTests,
  },
  {
    name: 'a code is taken under any host name',
    file: LOOPBACK,
    find: ' || request.headers.host !== host',
    replace: '',
    tests: loopbackTests,
  },
  {
    name: 'the browser is sent back to localhost',
    file: LOOPBACK,
    find: "const ADDRESS = '127.0.0.1';",
    replace: "const ADDRESS = 'localhost';",
    tests: loopbackTests,
  },
  {
    name: 'the whole network may bring a code',
    file: LOOPBACK,
    find: 'server.listen(0, ADDRESS, listening);',
    replace: 'server.listen(0, listening);',
    tests: loopbackTests,
  },
  {
    name: 'a code is waited for without end',
    file: LOOPBACK,
    find: "() => end({ kind: 'timed-out' }), limitMs",
    replace: '() => undefined, limitMs',
    tests: loopbackTests,
  },
  {
    name: 'there is no PKCE challenge',
    file: OAUTH,
    find: 'code_challenge: codeChallenge,\n        code_challenge_method: CodeChallengeMethod.S256,',
    replace: '',
    tests: oauthTests,
  },
  {
    name: 'a code is redeemed without its verifier',
    file: OAUTH,
    find: '{ code, codeVerifier: verifier, redirect_uri: redirectUri }',
    replace: '{ code, redirect_uri: redirectUri }',
    tests: oauthTests,
  },
  {
    name: 'consent is asked for one hour only',
    file: OAUTH,
    find: "access_type: 'offline',",
    replace: '',
    tests: oauthTests,
  },
  {
    name: 'what the sign-in answered goes into the log',
    file: OAUTH,
    find: 'const detail = `The sign-in answered ${status}.`;',
    replace: 'const detail = `The sign-in answered ${status}: ${text}`;',
    tests: oauthTests,
  },
  {
    name: 'the right to write is asked for at once',
    file: SCOPES,
    find: "= ['list', 'events', 'free-busy'];",
    replace: "= ['list', 'events', 'free-busy', 'write'];",
    tests: connectingTests,
  },
  {
    name: 'contacts are asked for at once',
    file: SCOPES,
    find: "= ['list', 'events', 'free-busy'];",
    replace: "= ['list', 'events', 'free-busy', 'contacts'];",
    tests: connectingTests,
  },
  {
    name: 'asking for more forgets what was granted',
    file: SCOPES,
    find: ' || hasRight(granted, right),',
    replace: ',',
    tests: scopesTests,
  },
  {
    name: 'what was asked for counts as granted',
    file: SCOPES,
    find: 'named.length === 0 ? [...asked] : named',
    replace: '[...asked]',
    tests: connectingTests,
  },
  {
    name: 'nobody says what was not granted',
    file: SCOPES,
    find: 'hasRight(asked, right) && !hasRight(granted, right)',
    replace: 'hasRight(granted, right) && !hasRight(granted, right)',
    tests: connectingTests,
  },
  {
    name: 'less than before takes the place of what works',
    file: SIGN_IN,
    find: 'isWorse(given.granted, had.granted)',
    replace: 'isWorse(had.granted, had.granted)',
    tests: connectingTests,
  },
  {
    name: 'somebody else signs in to an account that is there',
    file: SIGN_IN,
    find: 'before !== null && now !== null && before !== now',
    replace: 'before !== null && now === null',
    tests: troubleTests,
  },
  {
    name: 'a sign-in that was cancelled is kept',
    file: SIGN_IN,
    find: 'if (!isWanted()) return succeed(null);',
    replace: '',
    tests: connectingTests,
  },
  {
    name: 'a token lies in the store',
    file: SIGN_IN,
    find: '= { address, asked, granted };',
    replace: '= { address, asked, granted, token: grant.accessToken };',
    tests: troubleTests,
  },
  {
    name: 'a refresh token is forgotten when the answer brings none',
    file: TOKENS,
    find: 'merge(grant, grant.refreshToken ?? before.refresh, client)',
    replace: 'merge(grant, grant.refreshToken, client)',
    tests: tokensTests,
  },
  {
    name: 'a new refresh token is not kept',
    file: TOKENS,
    find: 'merge(grant, grant.refreshToken ?? before.refresh, client)',
    replace: 'merge(grant, before.refresh, client)',
    tests: tokensTests,
  },
  {
    name: 'a second consent forgets the refresh token of the first',
    file: TOKENS,
    find: 'merge(grant, grant.refreshToken ?? left, client)',
    replace: 'merge(grant, grant.refreshToken, client)',
    tests: tokensTests,
  },
  {
    name: 'everybody who asks refreshes',
    file: TOKENS,
    find: 'refreshing.set(id, refreshed);',
    replace: '',
    tests: tokensTests,
  },
  {
    name: 'two processes refresh at the same time',
    file: TOKENS,
    find: 'if (held) break;',
    replace: 'if (held || waits === 0) break;',
    tests: tokensTests,
  },
  {
    name: 'a token is used up to its last second',
    file: TOKENS,
    find: 'nowMs < expiresAtMs - SLACK_MS',
    replace: 'nowMs < expiresAtMs',
    tests: tokensTests,
  },
  {
    name: 'invalid_grant forgets the account’s tokens',
    file: TOKENS,
    find: "case 'refused': {",
    replace: "case 'refused': {\n        void secrets.remove(accountTokens(id));",
    tests: tokensTests,
  },
  {
    name: 'invalid_grant is nobody’s trouble',
    file: TOKENS,
    find: "const isKnown = account.trouble?.kind === 'unauthorized';",
    replace: 'const isKnown = true;',
    tests: tokensTests,
  },
  {
    name: 'a sign-in that does not answer says that the right is lost',
    file: TOKENS,
    find: "return fail('offline', 'Google",
    replace: "return fail('unauthorized', 'Google",
    tests: tokensTests,
  },
  {
    name: 'the right is not given back',
    file: TOKENS,
    find: 'return parts.openOAuth(stored).revoke(stored.refresh ?? stored.access);',
    replace: 'return true;',
    tests: tokensTests,
  },
  {
    name: 'tokens outlive their account',
    file: TOKENS,
    find: 'const there = await read(id);\n        // First, so that nothing is refreshed meanwhile.\n        await secrets.remove(accountTokens(id));',
    replace: 'const there = await read(id);',
    tests: tokensTests,
  },
  {
    name: 'a calendar is read with the refused token again',
    file: 'main/app/services/sync-sources.ts',
    find: 'tokens.access(accountId, source.token)',
    replace: 'tokens.access(accountId)',
    tests: troubleTests,
  },
];
