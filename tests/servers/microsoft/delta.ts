import { type Answer, refuse, refuseWith } from './answers.ts';
import { listView, typeOf, type Window } from './events.ts';
import type { Asking } from './event-write.ts';
import { writeId } from './ids.ts';
import { answerPage, readWindow } from './lists.ts';
import type { StoredEvent } from './resources.ts';
import { type Json, showEvent, showStub } from './show.ts';
import {
  type Account,
  type Calendar,
  type DeltaPoint,
  nameSomething,
  type ServerState,
  writeGraphRoot,
} from './state.ts';
import { findParameter } from './view.ts';

const NOT_SUPPORTED = ['$select', '$filter', '$expand', '$orderby', '$search', '$top', '$skip', '$count'];

/** The version of a thing: an occurrence's is that of its series. */
const versionOf = ({ revision, startMs, endMs }: StoredEvent): string => `${revision} ${startMs} ${endMs}`;

function showThing(state: ServerState, { account, view }: Asking, stored: StoredEvent): Json {
  const isStub = typeOf(account, stored) === 'occurrence' && state.modes.occurrences === 'stubs';
  return isStub ? showStub(state, stored, view) : showEvent(state, account, stored, view);
}

const showRemoved = (state: ServerState, { view }: Asking, key: string): Json => ({
  '@odata.type': '#microsoft.graph.event',
  id: writeId(state, { key, folder: 0 }, view.isImmutable),
  '@removed': { reason: 'deleted' },
});

/** A change so young that a round does not know of it yet. */
const isTooYoung = (state: ServerState, changedMs: number | undefined): boolean =>
  changedMs !== undefined &&
  state.modes.deltaDelayMs > 0 &&
  changedMs > state.clock() - state.modes.deltaDelayMs;

interface Round {
  readonly things: readonly Json[];
  readonly sent: ReadonlyMap<string, string>;
}

/** What has changed since `known`, series first so that their occurrences can be filled in. */
function findChanges(
  state: ServerState,
  asking: Asking,
  calendar: Calendar,
  window: Window,
  known: ReadonlyMap<string, string>,
): Round {
  const { account } = asking;
  const current = new Map(listView(account, calendar, window, true).map((stored) => [stored.key, stored]));
  const sent = new Map<string, string>();
  const things: Json[] = [];
  const unchanged: StoredEvent[] = [];
  for (const [key, stored] of current) {
    const before = known.get(key);
    const version = versionOf(stored);
    if (before === version) unchanged.push(stored);
    else if (isTooYoung(state, stored.modifiedMs)) {
      if (before !== undefined) sent.set(key, before);
      continue;
    } else things.push(showThing(state, asking, stored));
    sent.set(key, version);
  }
  for (const [key, version] of known) {
    if (current.has(key)) continue;
    if (isTooYoung(state, account.removedMs.get(key))) sent.set(key, version);
    else things.push(showRemoved(state, asking, key));
  }
  const replayed = known.size > 0 ? unchanged.slice(0, state.modes.replays) : [];
  return { things: [...things, ...replayed.map((stored) => showThing(state, asking, stored))], sent };
}

const EXPLANATIONS = {
  syncstatenotfound: 'The sync state generation is not found; continue with an empty one.',
  resyncrequired: 'Resync required. Replace any local items with the server version.',
} as const;

function refuseExpired(state: ServerState, path: string, point: DeltaPoint | undefined): Answer {
  const [status = '410', code = 'SyncStateNotFound'] = state.modes.expiry.split(' ');
  const message =
    EXPLANATIONS[code.toLowerCase() === 'resyncrequired' ? 'resyncrequired' : 'syncstatenotfound'];
  const window = point
    ? `?startDateTime=${new Date(point.fromMs).toISOString()}&endDateTime=${new Date(point.toMs).toISOString()}`
    : '';
  const location = `${writeGraphRoot(state)}/v1.0${path}${window}`;
  return refuseWith(Number(status), code, message, status === '410' ? { location } : {});
}

function answerRound(
  state: ServerState,
  asking: Asking,
  path: string,
  calendar: Calendar,
  window: Window,
  known: ReadonlyMap<string, string>,
): Answer {
  const { things, sent } = findChanges(state, asking, calendar, window, known);
  const deltaToken = nameSomething(state, 'D');
  const { fromMs, toMs } = window;
  const { email } = asking.account;
  const issuedMs = state.clock();
  state.deltaPoints.set(deltaToken, {
    account: email,
    calendarKey: calendar.key,
    fromMs,
    toMs,
    issuedMs,
    sent,
  });
  return answerPage(state, path, {
    account: email,
    rest: things,
    before: [],
    pages: 0,
    size: asking.view.maxPageSize ?? state.modes.pageSize,
    deltaToken,
  });
}

function hasExpired(state: ServerState, { issuedMs }: DeltaPoint): boolean {
  const { deltaLinkSeconds } = state.modes;
  return deltaLinkSeconds !== null && state.clock() - issuedMs >= deltaLinkSeconds * 1000;
}

function continueRound(
  state: ServerState,
  asking: Asking,
  path: string,
  account: Account,
  tokens: { readonly skip: string | null; readonly delta: string | null },
): Answer {
  if (tokens.skip !== null) {
    const cursor = state.cursors.get(tokens.skip);
    return cursor?.account === account.email
      ? answerPage(state, path, cursor)
      : refuseExpired(state, path, undefined);
  }
  const point = state.deltaPoints.get(tokens.delta ?? '');
  const calendar = point && account.calendars.get(point.calendarKey);
  if (!point || !calendar || point.account !== account.email || hasExpired(state, point)) {
    return refuseExpired(state, path, point);
  }
  return answerRound(state, asking, path, calendar, point, point.sent);
}

/** GET …/calendarView/delta(): the window is that of the first request, for as long as its links are followed. */
export function answerDelta(
  state: ServerState,
  asking: Asking,
  path: string,
  calendar: Calendar,
  query: URLSearchParams,
): Answer {
  if (!state.modes.delta) return refuse('notImplemented', 'This mailbox has no delta.');
  const unsupported = NOT_SUPPORTED.filter((name) => findParameter(query, name) !== null);
  if (unsupported.length > 0) {
    state.violations.push(`GET ${path}: a delta has no ${unsupported.join(', ')}`);
    return refuse(
      'ErrorInvalidUrlQuery',
      `The following parameters are not supported: ${unsupported.join(', ')}.`,
    );
  }
  const tokens = { skip: findParameter(query, '$skiptoken'), delta: findParameter(query, '$deltatoken') };
  if (tokens.skip !== null || tokens.delta !== null) {
    return continueRound(state, asking, path, asking.account, tokens);
  }
  const window = readWindow(query);
  return 'status' in window ? window : answerRound(state, asking, path, calendar, window, new Map());
}
