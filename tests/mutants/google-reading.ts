import type { Mutant } from './mutant.ts';

const API = 'main/calendars/google/api.ts';
const PAGES = 'main/calendars/google/event-pages.ts';
const ROUND = 'main/calendars/google/round.ts';
const SERIES = 'main/calendars/google/series.ts';
const TO_ICAL = 'main/calendars/google/to-ical.ts';
const OWN_FREE_BUSY = 'main/app/heavy/free-busy.ts';

const apiTests = ['tests/main/calendars/google/api.test.ts'];
const providerTests = ['tests/main/calendars/google/provider.test.ts'];
const fieldBugs = ['tests/main/calendars/google/field-bugs.test.ts'];
const toIcalTests = ['tests/main/calendars/google/to-ical.test.ts'];
const ownFreeBusyTests = ['tests/main/app/heavy/free-busy.test.ts'];
const contactsTests = ['tests/main/app/handlers/contacts.test.ts'];
const budgetTests = ['tests/main/app/request-budget.test.ts'];

/** Mistakes in asking Google, and in reading what it answers. */
export const READING_MUTANTS: readonly Mutant[] = [
  {
    name: 'a server that is down is asked again at once',
    file: API,
    find: 'fetch: access.fetch,',
    replace:
      'fetch: (...given) => access.fetch(...given).then((first) => (first.status >= 500 ? access.fetch(...given) : first)),',
    tests: apiTests,
  },
  {
    name: 'a connection that ends is asked again at once',
    file: API,
    find: 'fetch: access.fetch,',
    replace: 'fetch: (...given) => access.fetch(...given).catch(() => access.fetch(...given)),',
    tests: apiTests,
  },
  {
    name: 'what may have arrived counts as never left',
    file: API,
    find: "case 'unknown':\n      return result;",
    replace:
      "return result;\n    case 'unknown':\n      return { ...result, kind: 'offline', reason: 'slow' };",
    tests: apiTests,
  },
  {
    name: 'a token travels without https',
    file: API,
    find: 'if (!isSafe(url))',
    replace: 'if (false)',
    tests: apiTests,
  },
  {
    name: 'Retry-After is not read',
    file: API,
    find: 'readRetryAfter(headers)',
    replace: 'null',
    tests: providerTests,
  },
  {
    name: 'requests are not counted',
    file: API,
    find: 'if (mayHaveLeft) access.onRequest?.();',
    replace: '',
    tests: apiTests,
  },
  {
    name: '410 is ignored',
    file: PAGES,
    find: 'result.status === 410 || ',
    replace: '',
    tests: providerTests,
  },
  {
    name: '410 is answered by one more full listing',
    file: 'main/calendars/google/provider.ts',
    find: "yield { kind: 'failed', failure: failSync('refused', end.expired) };",
    replace: 'yield* readRound(api, request, versions, null);',
    tests: providerTests,
  },
  {
    name: 'an empty page ends the list',
    file: PAGES,
    find: "if (nextPageToken === null) return yield { kind: 'end'",
    replace: "if (nextPageToken === null || events.length === 0) return yield { kind: 'end'",
    tests: providerTests,
  },
  {
    name: 'the cursor counts before the last page',
    file: PAGES,
    find: "if (nextPageToken === null) return yield { kind: 'end'",
    replace: "if (nextPageToken === null || page.nextSyncToken !== null) return yield { kind: 'end'",
    tests: providerTests,
  },
  {
    name: 'a page that fails ends the list',
    file: PAGES,
    find: "return yield { kind: 'failed', failure: explainFailure(result) };",
    replace: "return yield { kind: 'end', syncToken };",
    tests: providerTests,
  },
  {
    name: 'later pages are asked for without the sync token',
    file: PAGES,
    find: '...(syncToken === null ? {} : { syncToken }),',
    replace: '...(syncToken === null || pageToken !== null ? {} : { syncToken }),',
    tests: providerTests,
  },
  {
    name: 'Google expands the series',
    file: PAGES,
    find: 'singleEvents: false,',
    replace: 'singleEvents: true,',
    tests: providerTests,
  },
  {
    name: 'a full listing leaves what it does not name',
    file: ROUND,
    find: 'present: () => (isWhole ? present : null),',
    replace: 'present: () => null,',
    tests: providerTests,
  },
  {
    name: 'deleted instances are dropped',
    file: SERIES,
    find: 'recurs(master) || ',
    replace: '',
    tests: providerTests,
  },
  {
    name: 'an exception takes the place of its series',
    file: ROUND,
    find: '          takeException(parent, event);',
    replace: '          openChange(parent).master = event;',
    tests: providerTests,
  },
  {
    name: 'a change of a series forgets its exceptions',
    file: SERIES,
    find: 'new Map(before?.exceptions.map((exception) => [exception.id, exception]))',
    replace: 'new Map()',
    tests: providerTests,
  },
  {
    name: 'what is said again counts as a change',
    file: ROUND,
    find: 'if (versions.get(ref) === etag) return [];',
    replace: '',
    tests: providerTests,
  },
  {
    name: 'the same event in two calendars counts twice',
    file: 'main/calendars/same-event.ts',
    find: 'if (shared.size === 0) return occurrences;',
    replace: 'if (shared.size >= 0) return occurrences;',
    tests: ['tests/main/calendars/same-event.test.ts'],
  },
  {
    name: 'a calendar is asked again before Retry-After',
    file: 'main/app/sync-schedule.ts',
    find: 'Math.max(waitMs, Math.min(retryAfterMs ?? 0, LONGEST_PATIENCE_MS))',
    replace: 'waitMs',
    tests: ['tests/main/app/sync-schedule.test.ts'],
  },
  {
    name: '403 on a calendar says that the account is lost',
    file: 'main/calendars/google/sync-failure.ts',
    find: 'if (status === 401)',
    replace: 'if (status === 401 || status === 403)',
    tests: providerTests,
  },
  {
    name: 'what is marked free is busy',
    file: TO_ICAL,
    find: "event['transparency'] === 'transparent' || ",
    replace: '',
    tests: fieldBugs,
  },
  {
    name: 'what was declined is busy',
    file: TO_ICAL,
    find: ' || attendees.some(isDeclined)',
    replace: '',
    tests: fieldBugs,
  },
  {
    name: 'a working location is busy',
    file: TO_ICAL,
    find: "['workingLocation', 'working-location'],",
    replace: '',
    tests: fieldBugs,
  },
  {
    name: 'deleted instances are shown',
    file: TO_ICAL,
    find: '[...writeRecurrence(master), ...exdates]',
    replace: 'writeRecurrence(master)',
    tests: toIcalTests,
  },
  {
    name: 'only the first page of calendars is read',
    file: 'main/calendars/google/calendar-list.ts',
    find: 'if (next === null || next === pageToken) {',
    replace: 'if (pages >= 0) {',
    tests: ['tests/main/calendars/google/calendar-list.test.ts'],
  },
  {
    name: 'only the first page of people is read',
    file: 'main/calendars/google/contacts.ts',
    find: 'if (next === null || seen.has(next)) return',
    replace: 'return',
    tests: contactsTests,
  },
  {
    name: 'an error about a calendar means that it is free',
    file: 'main/calendars/google/free-busy.ts',
    find: 'if (reasons.length > 0) return',
    replace: 'if (reasons.length > 99) return',
    tests: ownFreeBusyTests,
  },
  {
    name: 'free/busy is asked about more than fifty at once',
    file: 'main/calendars/google/free-busy.ts',
    find: 'MOST_ASKED = 50',
    replace: 'MOST_ASKED = 60',
    tests: ownFreeBusyTests,
  },
  {
    name: 'busy time that no event explains is free',
    file: OWN_FREE_BUSY,
    find: 'findUnexplained(clipIntervals(busy, horizon), events)',
    replace: '[]',
    tests: ownFreeBusyTests,
  },
  {
    name: 'busy time that no event explains is taken without a word',
    file: OWN_FREE_BUSY,
    find: '[{ uid: null, reason: tellUnexplained(left.length) }]',
    replace: '[]',
    tests: ownFreeBusyTests,
  },
  {
    name: 'who may not be seen is asked about again and again',
    file: 'main/app/guests-busy.ts',
    find: 'ageMs < UNKNOWN_MS',
    replace: 'ageMs < FRESH_MS',
    tests: ['tests/main/app/guests-busy.test.ts'],
  },
  {
    name: 'the first calendar is read without end',
    file: 'main/app/request-budget.ts',
    find: 'countRequests(log, nowMs).own + Math.min(costs.first, budget) <= budget',
    replace: 'budget > 0',
    tests: budgetTests,
  },
  {
    name: 'what the user asks for uses up nothing',
    file: 'main/app/request-budget.ts',
    find: "(counts === 'all' ? entry.asked : 0)",
    replace: '0',
    tests: budgetTests,
  },
  {
    name: 'requests are forgotten when the app restarts',
    file: 'main/app/services/request-counter.ts',
    find: 'const text = store.meta.read(requestsKey(id));',
    replace: 'const text = underWay.size === 0 ? null : store.meta.read(requestsKey(id));',
    tests: ['tests/main/app/services/request-counter.test.ts'],
  },
];
