import { type Answer, refuse } from './answers.ts';
import { checkAnswer, checkQuery, checkRequestBody } from './check-contract.ts';
import { findOperation, loadContract, type Operation } from './contract.ts';
import { checkScopes, countRequest, findToken } from './limits.ts';
import { answerGraph } from './route.ts';
import { spellEnums } from './spell-enums.ts';
import type { Account, Grant, ServerState } from './state.ts';
import { readView } from './view.ts';

/** A request to Graph, by itself or as one of a batch. */
export interface PlainRequest {
  readonly method: string;
  /** Below /v1.0. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

/** Ready to be done; `id` is the operation's. */
export interface Prepared {
  readonly id: string | null;
  readonly account: string | null;
  readonly act: () => Answer;
  /** Not to be done: the token, the limits or the description say so. */
  readonly isRefused: boolean;
}

function checkRequest(operation: Operation, { query, body, headers }: PlainRequest): readonly string[] {
  if (!loadContract().isWhole) return [];
  const type = headers['content-type'] ?? 'none';
  const isTyped = body === undefined || /^application\/json\b/.test(type);
  return [
    ...(isTyped ? [] : [`${operation.id}: a body of the type ${type}`]),
    ...checkQuery(operation, query),
    ...checkRequestBody(operation, body),
  ];
}

/** An own answer that the description does not allow is a mistake of the stand-in, and fails the test as well. */
function checkOwn(state: ServerState, operation: Operation, { status, body }: Answer): void {
  if (loadContract().isWhole) state.violations.push(...checkAnswer(operation, status, body));
}

interface SubRequest {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly dependsOn?: readonly string[];
}

function runOne(state: ServerState, authorization: string | undefined, sub: SubRequest): Answer {
  const url = new URL(sub.url, 'http://batch');
  const headers = Object.fromEntries(
    Object.entries(sub.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const { pathname: path, searchParams: query } = url;
  if (path.startsWith('/$batch')) return refuse('BadRequest', 'A batch is not for batches.');
  return prepareGraph(state, {
    method: sub.method,
    path,
    query,
    headers: { ...headers, authorization },
    body: sub.body,
  }).act();
}

/** POST /$batch: up to 20, in order; those that depend on a failed one fail with 424. */
function answerBatch(state: ServerState, { body, headers }: PlainRequest): Answer {
  const { requests } = body as { readonly requests: readonly SubRequest[] }; // as described
  const answers = new Map<string, Answer>();
  for (const sub of requests) {
    if (answers.has(sub.id)) return refuse('BadRequest', `The id ${sub.id} is there twice.`);
    const isFailed = (sub.dependsOn ?? []).some((id) => (answers.get(id)?.status ?? 424) >= 400);
    answers.set(
      sub.id,
      isFailed
        ? {
            status: 424,
            body: { error: { code: 'FailedDependency', message: 'A request before it failed.' } },
          }
        : runOne(state, headers['authorization'], sub),
    );
  }
  const responses = [...answers].map(([id, answer]) => ({
    id,
    status: answer.status,
    headers: { 'content-type': 'application/json', ...answer.headers },
    ...(answer.body === undefined ? {} : { body: answer.body }),
  }));
  return { status: 200, body: { responses } };
}

function answerFor(
  state: ServerState,
  account: Account,
  operation: Operation,
  keys: Readonly<Record<string, string>>,
  request: PlainRequest,
): Answer {
  if (operation.id === 'POST /$batch') return answerBatch(state, request);
  const { path, query, headers, body } = request;
  const read = readView(headers['prefer'] ?? '', query);
  if ('status' in read) return read;
  state.violations.push(...read.problems.map((problem) => `${operation.id}: ${problem}`));
  const asking = { account, view: read.view, ifMatch: headers['if-match'] };
  const answer = answerGraph(state, asking, { operation, keys, path, query, body });
  return read.view.applied === ''
    ? answer
    : { ...answer, headers: { ...answer.headers, 'preference-applied': read.view.applied } };
}

const refused = (id: string | null, account: string | null, answer: Answer): Prepared => ({
  id,
  account,
  act: () => answer,
  isRefused: true,
});

function isKnown(state: ServerState, token: Grant | Answer): Account | Answer {
  if ('status' in token) return token;
  return state.accounts.get(token.account) ?? refuse('InvalidAuthenticationToken');
}

/** Looks at a request in Graph's order: address, token, description, limits, scopes. */
export function prepareGraph(state: ServerState, sent: PlainRequest): Prepared {
  const match = findOperation(sent.method, sent.path);
  if (!match) {
    state.violations.push(`${sent.method} ${sent.path}: no operation of Graph`);
    return refused(null, null, refuse('ResourceNotFound'));
  }
  const { operation, keys } = match;
  const request = { ...sent, body: spellEnums(operation, sent.body) };
  const problems = checkRequest(operation, request);
  state.violations.push(...problems);
  const token = findToken(state, request.headers['authorization']);
  const account = isKnown(state, token);
  if ('status' in account || 'status' in token) {
    return refused(operation.id, null, 'status' in account ? account : refuse('InvalidAuthenticationToken'));
  }
  const [problem] = problems;
  const isBatch = operation.id === 'POST /$batch';
  const no =
    (problem === undefined ? null : refuse('BadRequest', problem)) ??
    countRequest(state, account) ??
    (isBatch ? null : checkScopes(operation, token));
  if (no) return refused(operation.id, account.email, no);
  const act = (): Answer => {
    const answer = answerFor(state, account, operation, keys, request);
    checkOwn(state, operation, answer);
    return answer;
  };
  return { id: operation.id, account: account.email, act, isRefused: false };
}
