import type { Answer } from './answers.ts';
import { issueCode, readScopes, SIGN_IN_SCOPES, writeClientInfo } from './login-tokens.ts';
import type { Account, ServerState } from './state.ts';

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'User.Read': 'Sign you in and read your profile',
  'Calendars.ReadBasic': 'Read the basic details of your calendars',
  'Calendars.Read': 'Read your calendars',
  'Calendars.ReadWrite': 'Have full access to your calendars',
  'Calendars.Read.Shared': 'Read calendars you can access',
  'Contacts.Read': 'Read your contacts',
  'People.Read': 'Read your relevant people list',
  'MailboxSettings.Read': 'Read your mailbox settings',
};

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
  'prompt',
  'login_hint',
  'domain_hint',
  'sid',
  'claims',
  'client_info',
  'clidata',
  'client-request-id',
  'return-client-request-id',
  'instance_aware',
];

interface Asked {
  readonly redirectUri: string;
  readonly isForm: boolean;
  readonly scopes: readonly string[];
  readonly challenge: string;
  readonly state: string;
  readonly nonce: string | null;
  readonly prompt: string;
  readonly loginHint: string | null;
  readonly hasClientInfo: boolean;
}

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const page = (status: number, title: string, content: string): Answer => ({
  status,
  headers: { 'cache-control': 'no-store', 'x-frame-options': 'DENY' },
  html: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title>
<meta name="viewport" content="width=device-width">
<style>body{font:16px/1.5 sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}
fieldset{margin:1rem 0;border:1px solid #bbb;border-radius:8px}label{display:block;padding:.3rem 0}
button{font:inherit;padding:.5rem 1.2rem;margin-right:.5rem}</style></head>
<body><h1>${escape(title)}</h1>${content}</body></html>`,
});

function isLoopback(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

/** What the client asks, or what is wrong with it: a page is shown then, and nobody is sent back. */
function readAsked(state: ServerState, query: URLSearchParams): Asked | string {
  const unknown = [...query.keys()].filter((name) => !KNOWN_PARAMETERS.includes(name) && !/^x-/i.test(name));
  const redirectUri = query.get('redirect_uri') ?? '';
  const scopes = readScopes(query);
  const challenge = query.get('code_challenge') ?? '';
  const responseMode = query.get('response_mode') ?? 'query';
  const strange = scopes.filter((scope) => !SIGN_IN_SCOPES.includes(scope) && !(scope in DESCRIPTIONS));
  if (unknown.length > 0) return `AADSTS90014: unknown parameter ${unknown.join(', ')}`;
  if (query.get('client_id') !== state.clientId) return 'AADSTS700016: the application was not found';
  if (query.get('response_type') !== 'code') return 'AADSTS70011: response_type is not code';
  if (!['query', 'form_post'].includes(responseMode))
    return `AADSTS70007: response_mode is '${responseMode}'`;
  if (!isLoopback(redirectUri))
    return `AADSTS50011: the redirect URI '${redirectUri}' is not on this machine`;
  if (scopes.length === 0) return 'AADSTS900144: no scope';
  if (strange.length > 0) return `AADSTS70011: the scope ${strange.join(', ')} is not valid`;
  if (query.get('code_challenge_method') !== 'S256') return 'AADSTS501491: code_challenge_method is not S256';
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge)) return 'AADSTS501491: code_challenge is no SHA-256';
  if (!query.get('state')) return 'AADSTS900144: no state';
  return {
    redirectUri,
    isForm: responseMode === 'form_post',
    scopes,
    challenge,
    state: query.get('state') ?? '',
    nonce: query.get('nonce'),
    prompt: query.get('prompt') ?? '',
    loginHint: query.get('login_hint'),
    hasClientInfo: query.get('client_info') === '1',
  };
}

function refuseAsked(state: ServerState, problem: string): Answer {
  state.violations.push(`login.authorize: ${problem}`);
  return page(400, 'Sorry, but we are having trouble signing you in', `<p>${escape(problem)}</p>`);
}

/** Sends the browser back to the program: as an address, or as a form that submits itself. */
function sendBack(asked: Asked, values: Readonly<Record<string, string>>): Answer {
  const fields = { ...values, state: asked.state };
  if (!asked.isForm) {
    const back = new URL(asked.redirectUri);
    for (const [name, value] of Object.entries(fields)) back.searchParams.set(name, value);
    return { status: 302, headers: { location: back.href, 'cache-control': 'no-store' } };
  }
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`,
  );
  return page(
    200,
    'Working...',
    `<form method="post" action="${escape(asked.redirectUri)}">${inputs.join('')}
<noscript><button>Continue</button></noscript></form><script>document.forms[0].submit()</script>`,
  );
}

/** Who may sign in at an address: everybody, work accounts, personal ones, or those of one tenant. */
function listAccounts(state: ServerState, tenant: string): readonly Account[] {
  return [...state.accounts.values()].filter(({ kind, tenantId }) => {
    if (tenant === 'common') return true;
    if (tenant === 'organizations') return kind === 'work';
    return tenant === 'consumers' ? kind === 'personal' : tenant === tenantId;
  });
}

const KINDS = { work: 'work or school account', personal: 'personal account' } as const;

/** GET /{tenant}/oauth2/v2.0/authorize: one plain form for a person. */
export function showConsent(state: ServerState, tenant: string, query: URLSearchParams): Answer {
  const asked = readAsked(state, query);
  if (typeof asked === 'string') return refuseAsked(state, asked);
  if (asked.prompt === 'none') {
    return sendBack(asked, {
      error: 'interaction_required',
      error_description: 'AADSTS50058: A silent sign-in request was sent but no user is signed in.',
    });
  }
  const accounts = listAccounts(state, tenant);
  const hinted = accounts.find(({ email }) => email === asked.loginHint) ?? accounts[0];
  const choices = accounts.map(
    (account) =>
      `<label><input type="radio" name="account" value="${escape(account.email)}"${account === hinted ? ' checked' : ''}>
      ${escape(account.name)} (${escape(account.email)}), ${KINDS[account.kind]}</label>`,
  );
  const scopes = asked.scopes
    .filter((scope) => !SIGN_IN_SCOPES.includes(scope))
    .map((scope) => `<li>${escape(DESCRIPTIONS[scope] ?? scope)} <small>${escape(scope)}</small></li>`);
  return page(
    200,
    'Sign in to the stand-in for Microsoft',
    `<p>Golden Hour asks for access. This is a test server on your own machine.</p>
<form method="post" action="/${escape(tenant)}/oauth2/v2.0/authorize?${escape(query.toString())}">
<fieldset><legend>Pick an account</legend>${choices.join('')}</fieldset>
<p>This app would like to:</p><ul>${scopes.join('')}</ul>
<button name="decision" value="allow">Accept</button><button name="decision" value="deny">Cancel</button></form>`,
  );
}

/** POST of that form: back to the client with a code, or with access_denied. */
export function answerConsent(
  state: ServerState,
  tenant: string,
  query: URLSearchParams,
  form: URLSearchParams,
): Answer {
  const asked = readAsked(state, query);
  if (typeof asked === 'string') return refuseAsked(state, asked);
  if (form.get('decision') !== 'allow') {
    return sendBack(asked, {
      error: 'access_denied',
      error_subcode: 'cancel',
      error_description: 'AADSTS65004: User declined to consent to access the app.',
    });
  }
  const account = listAccounts(state, tenant).find(({ email }) => email === form.get('account'));
  if (!account) return page(400, 'Pick an account', '<p>There is no such account. Go back and pick one.</p>');
  state.interactions.delete(account.email);
  const code = issueCode(state, { account: account.email, scopes: asked.scopes }, asked);
  return sendBack(asked, {
    code,
    session_state: '00000000-0000-4000-8000-000000000000',
    ...(asked.hasClientInfo ? { client_info: writeClientInfo(account) } : {}),
  });
}
