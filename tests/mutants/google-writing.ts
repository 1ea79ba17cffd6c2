import type { Mutant } from './mutant.ts';

const ASK = 'main/invites/google/ask.ts';
const CALENDAR = 'main/invites/google/calendar.ts';
const COPY_READING = 'main/invites/google/copy-reading.ts';
const COPY_SENDER = 'main/invites/copy-sender.ts';
const EVENT_WRITING = 'main/invites/google/event-writing.ts';
const FAILURES = 'main/invites/google/failures.ts';

const calendarTests = ['tests/main/invites/google/calendar.test.ts'];
const failureTests = ['tests/main/invites/google/failures.test.ts'];
const readingTests = ['tests/main/invites/google/copy-reading.test.ts'];
const wholeAppTests = ['tests/main/app/invites-from-google.test.ts'];
const fieldBugs = ['tests/main/invites/fire/google-field-bugs.test.ts'];

/** Mistakes in writing invites into a Google calendar, and in reading back what became of them. */
export const WRITING_MUTANTS: readonly Mutant[] = [
  {
    name: '409 counts as written',
    file: FAILURES,
    find: "if (status === 409 || status === 412) return { kind: 'changed' };",
    replace:
      "if (status === 409) return { kind: 'written', etag: null };\n    if (status === 412) return { kind: 'changed' };",
    tests: failureTests,
  },
  {
    name: '412 is the end',
    file: FAILURES,
    find: 'if (status === 409 || status === 412)',
    replace: 'if (status === 409)',
    tests: failureTests,
  },
  {
    name: 'a gateway’s word counts as the server’s',
    file: FAILURES,
    find: 'if (status === 500 || status === 502 || status === 504)',
    replace: 'if (status === 500)',
    tests: failureTests,
  },
  {
    name: 'an answer that was cut says that nothing was written',
    file: FAILURES,
    find: "result.reason === 'too-large' || result.reason === 'unreadable'",
    replace: "result.reason === 'too-large'",
    tests: failureTests,
  },
  {
    name: 'a used-up quota is tried again in a moment',
    file: FAILURES,
    find: "'RESOURCE_EXHAUSTED'];",
    replace: "'RESOURCE_EXHAUSTED', 'quotaExceeded'];",
    tests: failureTests,
  },
  {
    name: 'a right that is missing is an end without a way on',
    file: FAILURES,
    find: 'NOT_GRANTED.includes(why) || !mayWrite',
    replace: '!mayWrite',
    tests: failureTests,
  },
  {
    name: 'If-Match is lost',
    file: CALENDAR,
    find: "etag === null ? {} : { headers: { 'If-Match': etag } };",
    replace: '({});',
    tests: calendarTests,
  },
  {
    name: 'an event is deleted whatever somebody changed in it',
    file: CALENDAR,
    find: 'events.delete(place, { ...options, ...ifMatch(copy.etag) })',
    replace: 'events.delete(place, options)',
    tests: calendarTests,
  },
  {
    name: 'where there are no versions, nothing is compared',
    file: CALENDAR,
    find: 'copy.etag === null ? await findDifference(copy) : null',
    replace: 'null',
    tests: calendarTests,
  },
  {
    name: 'guests hear nothing of an invite',
    file: CALENDAR,
    find: "{ calendarId, sendUpdates: 'all', requestBody",
    replace: "{ calendarId, sendUpdates: 'none', requestBody",
    tests: calendarTests,
  },
  {
    name: 'guests hear nothing of a move',
    file: CALENDAR,
    find: "changed.concernsGuests ? 'all' : 'none'",
    replace: "'none'",
    tests: calendarTests,
  },
  {
    name: 'guests are mailed for what does not concern them',
    file: CALENDAR,
    find: "changed.concernsGuests ? 'all' : 'none'",
    replace: "'all'",
    tests: calendarTests,
  },
  {
    name: 'guests hear nothing of a cancellation',
    file: CALENDAR,
    find: "eventId: eventIdIn(copy.ref), sendUpdates: 'all' }",
    replace: "eventId: eventIdIn(copy.ref), sendUpdates: 'none' }",
    tests: calendarTests,
  },
  {
    name: 'a server without PATCH is given up',
    file: CALENDAR,
    find: 'if (!isUnknownMethod(patched))',
    replace: 'if (patched.kind !== null)',
    tests: calendarTests,
  },
  {
    name: 'an event has no id before it is sent',
    file: EVENT_WRITING,
    find: '    id: eventId,',
    replace: '',
    tests: calendarTests,
  },
  {
    name: 'marks are not written',
    file: EVENT_WRITING,
    find: 'goldenHourMark: markOf(record),',
    replace: '',
    tests: calendarTests,
  },
  {
    name: 'a move forgets the marks of other programs',
    file: EVENT_WRITING,
    find: '...Object.fromEntries(others), ',
    replace: '',
    tests: calendarTests,
  },
  {
    name: 'a move asks the guests anew',
    file: EVENT_WRITING,
    find: 'sequence: Math.max(record.sequence, readSequence(source) ?? 0),',
    replace:
      'sequence: Math.max(record.sequence, readSequence(source) ?? 0), attendees: writeGuests(content),',
    tests: calendarTests,
  },
  {
    name: 'a move writes over what others wrote',
    file: EVENT_WRITING,
    find: '      ...writeProperties(source, record),',
    replace: '      ...writeProperties(source, record), ...writeWords(content),',
    tests: calendarTests,
  },
  {
    name: 'a refused token is not refreshed while writing',
    file: ASK,
    find: "if (result.kind !== 'refused' || result.status !== 401) return result;",
    replace: 'return result;',
    tests: calendarTests,
  },
  {
    name: 'a token is refreshed twice while writing',
    file: ASK,
    find: 'return second.ok ? once(connect(second.value), call, pass) : deny(second);',
    replace:
      "if (!second.ok) return deny(second);\n    const again = await once(connect(second.value), call, pass);\n    return again.kind === 'refused' && again.status === 401 ? once(connect(second.value), call, pass) : again;",
    tests: calendarTests,
  },
  {
    name: 'the user is a guest of their own',
    file: COPY_READING,
    find: "['self', 'organizer', 'resource']",
    replace: "['resource']",
    tests: readingTests,
  },
  {
    name: 'guests that are not named were taken off the list',
    file: COPY_READING,
    find: " && event['attendeesOmitted'] !== true",
    replace: '',
    tests: readingTests,
  },
  {
    name: 'an event of somebody else counts as ours',
    file: COPY_READING,
    find: 'if (uid !== null) return uid === record.uid;',
    replace: 'if (uid !== null) return true;',
    tests: readingTests,
  },
  {
    name: 'after a time-out it is sent again without looking',
    file: COPY_SENDER,
    find: 'if (!record.calendar.mayBeThere) {',
    replace: "if (!record.calendar.mayBeThere || record.calendar.copy.state === 'creating') {",
    tests: fieldBugs,
  },
  {
    name: 'an attempt is not on disk before its first byte',
    file: 'main/invites/copying.ts',
    find: '    mayBeThere: true,\n  }));',
    replace: '  }));',
    tests: fieldBugs,
  },
  {
    name: 'an invite that was deleted comes back by itself',
    file: COPY_SENDER,
    find: 'return isSentAgain(record) || mayBeTakenAway(record)',
    replace: 'return look.copy !== null',
    tests: wholeAppTests,
  },
  {
    name: 'Retry-After is not waited for',
    file: 'main/invites/copying.ts',
    find: 'Math.min(retryAfterMs ?? 0, LONGEST_WAIT_MS)',
    replace: '0',
    tests: ['tests/main/invites/outbox/calendar-failures.test.ts'],
  },
  {
    name: 'a pause holds one invite and not its account',
    file: 'main/app/services/invite-calendars.ts',
    find: 'return endMs === null ? open(id)',
    replace: 'return endMs !== undefined ? open(id)',
    tests: wholeAppTests,
  },
  {
    name: 'a pause holds other accounts too',
    file: 'main/invites/pausing.ts',
    find: ' && isOfAccount(calendar.calendarId)',
    replace: '',
    tests: ['tests/main/invites/pausing.test.ts'],
  },
  {
    name: 'what waits for the right to write is not sent when it comes',
    file: 'main/app/accounts/kept-account.ts',
    find: 'context.outbox.retryCalendars(calendars);',
    replace: '',
    tests: wholeAppTests,
  },
  {
    name: 'it is tried to write before the user allowed it',
    file: 'main/app/services/invite-providers/google.ts',
    find: "mayWrite: () => hasRight(tokens.scopes(id), 'write'),",
    replace: 'mayWrite: () => true,',
    tests: wholeAppTests,
  },
  {
    name: 'what invites ask of Google is not counted',
    file: 'main/app/services/invite-providers/google.ts',
    find: 'onRequest: () => onRequest?.(id),',
    replace: '',
    tests: wholeAppTests,
  },
];
