import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type Exchange as Sent, readBody, send, strike } from '../shared/sending.ts';
import { type Answer, refuseByFault } from './answers.ts';
import { type Prepared, prepareGraph } from './graph.ts';
import { enterRunning, findToken } from './limits.ts';
import { answerLogin, findLogin } from './login.ts';
import type { HeardRequest } from './resources.ts';
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
function perform(state: ServerState, exchange: Exchange, act: () => Answer): void {
  const { url, heard, index } = exchange;
  const id = heard.id ?? '';
  const question = { method: heard.method, path: url.pathname, id, query: url.searchParams, index };
  const fault = state.modes.faults?.(question) ?? null;
  if (fault === null) return send(exchange, act());
  strike(exchange, fault, { act, refuse: (one) => refuseByFault(id, one), listName: 'value' });
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

function prepare(state: ServerState, { url, heard, message }: Exchange, body: string): Prepared {
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
  );
  return prepareGraph(state, {
    method: heard.method,
    path: url.pathname.slice('/v1.0'.length),
    query: url.searchParams,
    headers,
    body: readJson(body),
  });
}

/** Holds a place among the running requests from the first byte on; false: there was none, and it was refused. */
function enter(state: ServerState, exchange: Exchange): boolean {
  const token = findToken(state, exchange.message.headers.authorization);
  if ('status' in token) return true;
  const entered = enterRunning(state, token.account);
  if (typeof entered !== 'function') {
    exchange.heard.account = token.account;
    send(exchange, entered);
    return false;
  }
  // Written whole, or given up: whichever comes first.
  exchange.response.once('finish', entered).once('close', entered);
  return true;
}

/** One request from its first byte to the last of its answer. */
export async function handle(
  state: ServerState,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '' } = message;
  const url = new URL(message.url ?? '/', state.origin);
  const { authorization: _secret, ...told } = message.headers;
  const headers = Object.fromEntries(Object.entries(told).map(([name, value]) => [name, String(value)]));
  const login = findLogin(method, url.pathname);
  const heard: Heard = {
    method,
    id: login?.id ?? null,
    path: url.pathname,
    query: url.search,
    headers,
    body: '',
    account: null,
    status: null,
  };
  const index = state.requests.push(heard) - 1;
  const exchange: Exchange = { url, heard, index, message, response };
  const isGraph = login === null && url.pathname.startsWith('/v1.0/');
  if (isGraph && !enter(state, exchange)) return message.resume() && undefined;
  const body = await readBody(message);
  Object.assign(heard, { body });
  if (state.modes.latencyMs > 0) await wait(state.modes.latencyMs);
  if (login) {
    return perform(state, exchange, () =>
      answerLogin(state, login, url.searchParams, new URLSearchParams(body)),
    );
  }
  if (!isGraph) {
    // Browsers ask for it by themselves, beside the consent page.
    if (url.pathname === '/favicon.ico') return send(exchange, { status: 404 });
    state.violations.push(`${method} ${url.pathname}: neither Graph nor the sign-in`);
    return send(exchange, { status: 404 });
  }
  const prepared = prepare(state, exchange, body);
  heard.id = prepared.id;
  heard.account = prepared.account;
  if (prepared.isRefused) send(exchange, prepared.act());
  else perform(state, exchange, prepared.act);
}
