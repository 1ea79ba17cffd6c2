import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Exchange as Sent, readBody, send, strike } from '../shared/sending.ts';
import { type Answer, refuse, refuseInFormOf, refuseWithStatus } from './answers.ts';
import { checkAnswerBody, checkParameters, checkRequestBody } from './check-contract.ts';
import { answerConsent, showConsent } from './consent-page.ts';
import { type ApiMethod, findMethod, loadContract } from './discovery.ts';
import type { ListedPage } from './event-list.ts';
import type { Fault } from './faults.ts';
import { selectFields } from './fields.ts';
import { checkScopes, countRequest, findToken } from './limits.ts';
import { answerRevoke, answerToken } from './oauth.ts';
import type { HeardRequest } from './resources.ts';
import { answerApi } from './route.ts';
import type { ServerState } from './state.ts';

interface Heard extends HeardRequest {
  id: string | null;
  account: string | null;
  status: number | null;
}

interface Exchange extends Sent {
  readonly url: URL;
  readonly heard: Heard;
  readonly index: number;
}

/** Does it, unless a fault comes in between. */
function perform(state: ServerState, exchange: Exchange, act: () => ListedPage): void {
  const { url, heard, index } = exchange;
  const question = {
    method: heard.method,
    path: url.pathname,
    id: heard.id ?? '',
    query: url.searchParams,
    index,
  };
  const fault = state.modes.faults?.(question) ?? null;
  if (fault === null) send(exchange, act());
  else {
    const refuseBy = ({ status, reason, retryAfterSeconds }: Extract<Fault, { kind: 'status' }>) =>
      refuseInFormOf(heard.id ?? '', refuseWithStatus(status, reason, retryAfterSeconds));
    strike(exchange, fault, { act, refuse: refuseBy, listName: 'items' });
  }
}

const OAUTH: Readonly<Record<string, string>> = {
  'GET /o/oauth2/v2/auth': 'oauth.auth',
  'POST /o/oauth2/v2/auth': 'oauth.consent',
  'POST /token': 'oauth.token',
  'POST /revoke': 'oauth.revoke',
};

function answerOAuth(state: ServerState, id: string, query: URLSearchParams, form: URLSearchParams): Answer {
  switch (id) {
    case 'oauth.auth':
      return showConsent(state, query);
    case 'oauth.consent':
      return answerConsent(state, query, form);
    case 'oauth.token':
      return answerToken(state, form);
    default: {
      const merged = new URLSearchParams([...query, ...form]);
      return answerRevoke(state, merged);
    }
  }
}

function readJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The check of the body says that this is no object.
    return null;
  }
}

function checkRequest(
  method: ApiMethod,
  path: Readonly<Record<string, string>>,
  exchange: Exchange,
  body: unknown,
) {
  if (!loadContract().isWhole) return [];
  const type = exchange.message.headers['content-type'];
  const isTyped = body === undefined || /^application\/json\b/.test(type ?? '');
  return [
    ...(isTyped ? [] : [`${method.id}: a body of the type ${type ?? 'none'}`]),
    ...checkParameters(method, path, exchange.url.searchParams),
    ...checkRequestBody(method, body),
  ];
}

/** An own answer that the description does not allow is a mistake of the stand-in, and fails the test as well. */
function checkAnswer(state: ServerState, method: ApiMethod, answer: ListedPage): ListedPage {
  if (loadContract().isWhole && answer.status >= 200 && answer.status < 300)
    state.violations.push(...checkAnswerBody(method, answer.body));
  return answer;
}

function handleApi(state: ServerState, exchange: Exchange): void {
  const { url, heard, message } = exchange;
  const match = findMethod(heard.method, url.pathname);
  if (!match) {
    state.violations.push(`${heard.method} ${url.pathname}: no method of the APIs`);
    return send(exchange, refuse('notFound'));
  }
  const { method, path } = match;
  heard.id = method.id;
  const body = readJson(heard.body);
  const problems = checkRequest(method, path, exchange, body);
  state.violations.push(...problems);
  const token = findToken(state, message.headers.authorization, method);
  if ('status' in token) return send(exchange, token);
  heard.account = token.account;
  const [problem] = problems;
  if (problem !== undefined) return send(exchange, refuse('badRequest', { message: problem }));
  const throttled = countRequest(state, token.account);
  if (throttled) return send(exchange, refuseInFormOf(method.id, throttled));
  const refused = checkScopes(method, token);
  if (refused) return send(exchange, refused);
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = message.headers;
  const request = { ...match, query: url.searchParams, body, ifMatch, ifNoneMatch };
  perform(state, exchange, () => {
    const answer = checkAnswer(state, method, answerApi(state, token, request));
    const mask = url.searchParams.get('fields');
    return mask !== null && answer.status === 200
      ? { ...answer, body: selectFields(answer.body, mask) }
      : answer;
  });
}

/** One request from its first byte to the last of its answer. */
export async function handle(
  state: ServerState,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '' } = message;
  const url = new URL(message.url ?? '/', state.origin);
  const body = await readBody(message);
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
  );
  const { authorization: _secret, ...told } = headers;
  const id = OAUTH[`${method} ${url.pathname}`] ?? null;
  const heard: Heard = {
    method,
    id,
    path: url.pathname,
    query: url.search,
    headers: told,
    body,
    account: null,
    status: null,
  };
  const index = state.requests.push(heard) - 1;
  const exchange = { url, heard, index, message, response };
  if (id === null) return handleApi(state, exchange);
  perform(state, exchange, () => answerOAuth(state, id, url.searchParams, new URLSearchParams(body)));
}
