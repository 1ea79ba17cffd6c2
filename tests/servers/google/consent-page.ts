import type { Answer } from './answers.ts';
import { loadContract } from './discovery.ts';
import { issueCode } from './oauth.ts';
import type { ServerState } from './state.ts';

/** Granted with the sign-in itself: no box to tick. */
const SIGN_IN_SCOPES = [
  'openid',
  'email',
  'profile',
  'https://www.googleapis.com/auth/userinfo.email',
  'https://www.googleapis.com/auth/userinfo.profile',
];

const KNOWN_PARAMETERS = [
  'client_id',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'access_type',
  'prompt',
  'login_hint',
  'include_granted_scopes',
  'enable_granular_consent',
  'hl',
  'flowName',
];

interface AuthorizationRequest {
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly challenge: string;
  readonly state: string | null;
  readonly nonce: string | null;
  readonly prompt: readonly string[];
  readonly loginHint: string | null;
}

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const page = (status: number, title: string, content: string): Answer => ({
  status,
  headers: { 'cache-control': 'no-store', 'x-frame-options': 'DENY' },
  html: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body{font:16px/1.5 sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}
fieldset{margin:1rem 0;border:1px solid #bbb;border-radius:8px}label{display:block;padding:.3rem 0}
button{font:inherit;padding:.5rem 1.2rem;margin-right:.5rem}</style></head>
<body><h1>${escape(title)}</h1>${content}</body></html>`,
});

function isLoopback(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
}

/** What the client asks, or what is wrong with it: Google then shows a page and sends nobody back. */
function readRequest(state: ServerState, query: URLSearchParams): AuthorizationRequest | string {
  const unknown = [...query.keys()].filter((name) => !KNOWN_PARAMETERS.includes(name));
  if (unknown.length > 0) return `invalid_request: unknown parameter ${unknown.join(', ')}`;
  const redirectUri = query.get('redirect_uri') ?? '';
  const scopes = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const challenge = query.get('code_challenge') ?? '';
  if (query.get('client_id') !== state.client.id) return 'invalid_client: the OAuth client was not found';
  if (query.get('response_type') !== 'code') return 'invalid_request: response_type is not code';
  if (!isLoopback(redirectUri)) return `redirect_uri_mismatch: ${redirectUri} is not on this machine`;
  if (scopes.length === 0) return 'invalid_request: Missing required parameter: scope';
  const { scopes: known } = loadContract();
  const strange = scopes.filter((scope) => !known.has(scope) && !SIGN_IN_SCOPES.includes(scope));
  if (strange.length > 0) return `invalid_scope: ${strange.join(', ')}`;
  if (query.get('code_challenge_method') !== 'S256')
    return 'invalid_request: code_challenge_method is not S256';
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge)) return 'invalid_request: code_challenge is no SHA-256';
  if (!query.get('state')) return 'invalid_request: no state';
  return {
    redirectUri,
    scopes,
    challenge,
    state: query.get('state'),
    nonce: query.get('nonce'),
    prompt: (query.get('prompt') ?? '').split(' '),
    loginHint: query.get('login_hint'),
  };
}

function refuseRequest(state: ServerState, problem: string): Answer {
  state.violations.push(`oauth.auth: ${problem}`);
  return page(400, 'Access blocked', `<p>Error 400: ${escape(problem)}</p>`);
}

/** GET /o/oauth2/v2/auth: one plain form for a person. */
export function showConsent(state: ServerState, query: URLSearchParams): Answer {
  const request = readRequest(state, query);
  if (typeof request === 'string') return refuseRequest(state, request);
  const descriptions = loadContract().scopes;
  const [first] = state.accounts.keys();
  const chosen = state.accounts.has(request.loginHint ?? '') ? request.loginHint : first;
  const accounts = [...state.accounts.values()].map(
    ({ email, name }) =>
      `<label><input type="radio" name="account" value="${escape(email)}"${email === chosen ? ' checked' : ''}>
      ${escape(name)} (${escape(email)})</label>`,
  );
  const scopes = request.scopes
    .filter((scope) => !SIGN_IN_SCOPES.includes(scope))
    .map(
      (scope) => `<label><input type="checkbox" name="scope" value="${escape(scope)}" checked>
      ${escape(descriptions.get(scope) ?? scope)}<br><small>${escape(scope)}</small></label>`,
    );
  return page(
    200,
    'Sign in to the stand-in for Google',
    `<p>Golden Hour wants to access your account. This is a test server on your own machine.</p>
<form method="post" action="/o/oauth2/v2/auth?${escape(query.toString())}">
<fieldset><legend>Choose an account</legend>${accounts.join('')}</fieldset>
<fieldset><legend>Select what Golden Hour can access</legend>${scopes.join('')}</fieldset>
<button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></form>`,
  );
}

/** POST of that form: back to the client with a code, or with access_denied. */
export function answerConsent(state: ServerState, query: URLSearchParams, form: URLSearchParams): Answer {
  const request = readRequest(state, query);
  if (typeof request === 'string') return refuseRequest(state, request);
  const back = new URL(request.redirectUri);
  if (request.state !== null) back.searchParams.set('state', request.state);
  const account = form.get('account') ?? '';
  if (form.get('decision') !== 'allow') {
    back.searchParams.set('error', 'access_denied');
  } else if (!state.accounts.has(account)) {
    return page(400, 'Choose an account', '<p>There is no such account. Go back and choose one.</p>');
  } else {
    const ticked = form.getAll('scope');
    const scopes = request.scopes.filter((scope) => SIGN_IN_SCOPES.includes(scope) || ticked.includes(scope));
    const grant = { account, clientId: state.client.id, scopes };
    const code = issueCode(state, grant, request, request.prompt.includes('consent'));
    back.searchParams.set('code', code);
    back.searchParams.set('scope', scopes.join(' '));
    back.searchParams.set('authuser', '0');
  }
  return { status: 302, headers: { location: back.href, 'cache-control': 'no-store' } };
}
