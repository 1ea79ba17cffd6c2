import { type Answer, refuse } from './answers.ts';
import { nameSomething, type ServerState } from './state.ts';

/** The parameters that a client must keep from call to call: all but those that say where it is. */
export function spellParameters(query: URLSearchParams): string {
  const kept = [...query].filter(
    ([name]) => !['pageToken', 'syncToken', 'prettyPrint', 'quotaUser'].includes(name),
  );
  return kept
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join('&');
}

export interface Page {
  readonly values: readonly unknown[];
  /** The page before, for a fault that gives it again. */
  readonly before: readonly unknown[];
  readonly nextPageToken: string | null;
  /** Only on the last page. */
  readonly nextSyncToken: string | null;
}

interface PageQuestion {
  readonly list: string;
  readonly query: URLSearchParams;
  readonly size: number;
  /** Every so many pages one is empty. */
  readonly emptyEvery: number;
}

interface FirstPage {
  readonly values: readonly unknown[];
  readonly syncToken: string | null;
}

/**
 * One page of a list. What the whole list has is settled with its first page (`begin`): changes in between come with
 * the sync token that the last page gives.
 */
export function givePage(
  state: ServerState,
  { list, query, size, emptyEvery }: PageQuestion,
  begin: () => FirstPage,
): Page | Answer {
  const parameters = `${list}?${spellParameters(query)}`;
  const pageToken = query.get('pageToken');
  const begun = pageToken === null ? null : state.cursors.get(pageToken);
  if (pageToken !== null && !begun) return refuse('invalid', { message: 'Invalid page token value.' });
  if (begun && begun.parameters !== parameters) {
    state.violations.push(`${list}: a pageToken with other parameters than the page before`);
    return refuse('invalid', { message: 'Page token does not match the request.' });
  }
  const first = begun ? null : begin();
  const values = begun?.rest ?? first?.values ?? [];
  const pages = (begun?.pages ?? 0) + 1;
  const isEmptied = emptyEvery > 0 && pages % emptyEvery === 0 && values.length > 0;
  const taken = isEmptied ? 0 : Math.min(size, values.length);
  const rest = values.slice(taken);
  const syncToken = begun ? begun.syncToken : (first?.syncToken ?? null);
  const page = values.slice(0, taken);
  let nextPageToken: string | null = null;
  if (rest.length > 0 || isEmptied) {
    nextPageToken = nameSomething(state, 'Ck');
    state.cursors.set(nextPageToken, { parameters, rest, before: page, pages, syncToken });
  }
  return {
    values: page,
    before: begun?.before ?? page,
    nextPageToken,
    nextSyncToken: nextPageToken === null ? syncToken : null,
  };
}

/** A token that stands for 'all changes up to now' of a list with these parameters. */
export function issueSyncToken(state: ServerState, list: string, query: URLSearchParams): string {
  const token = nameSomething(state, 'CP');
  const parameters = spellParameters(query);
  state.syncTokens.set(token, { list, parameters, revision: state.revision, issuedMs: state.clock() });
  return token;
}

const isSame = (one: string, other: string): boolean => {
  const strip = (text: string): string => text.replace(/(^|&)maxResults=\d+/, '').replace(/^&/, '');
  return strip(one) === strip(other);
};

/** From which change on the client wants to know; or why its token is refused. */
export function readSyncToken(
  state: ServerState,
  list: string,
  query: URLSearchParams,
  forbidden: readonly string[],
): number | Answer {
  const token = query.get('syncToken') ?? '';
  const together = forbidden.filter((name) => query.has(name));
  if (together.length > 0) {
    state.violations.push(`${list}: syncToken together with ${together.join(', ')}`);
    return refuse('badRequest', {
      message: `Sync token cannot be combined with other query restrictions (${together.join(', ')}).`,
    });
  }
  const point = state.syncTokens.get(token);
  if (!point || point.list !== list) return refuse('fullSyncRequired');
  if (!isSame(point.parameters, spellParameters(query))) {
    state.violations.push(
      `${list}: '${spellParameters(query)}' after '${point.parameters}' with a syncToken`,
    );
    return refuse('badRequest', {
      message: 'The parameters differ from those of the initial synchronization.',
    });
  }
  return point.revision;
}
