import { expect, test } from 'vitest';
import { listCalendars } from '#main/calendars/google/calendar-list.ts';
import { refuse, tell } from '#tests/support/google/scripted.ts';

const entry = (id: string, more: object = {}): object => ({
  kind: 'calendar#calendarListEntry',
  id,
  summary: id,
  accessRole: 'owner',
  ...more,
});

test('all pages; the main calendar first, then by name, hidden ones last; deleted ones not at all', async () => {
  const { api, asked } = tell(
    { json: { items: [entry('zed'), entry('hidden', { hidden: true })], nextPageToken: 'p2' } },
    {
      json: {
        items: [
          entry('me@example.com', { primary: true, summary: 'zz', backgroundColor: '#9FE1E7' }),
          entry('team', { summaryOverride: 'A  team', accessRole: 'writer' }),
          { id: 'unsaid', summary: 'B' },
          entry('gone', { deleted: true }),
          entry('read', { accessRole: 'reader', backgroundColor: 'red' }),
          entry('busy', { accessRole: 'freeBusyReader' }),
          { summary: 'without id' },
          null,
        ],
      },
    },
  );
  const listing = await listCalendars(api);
  expect(listing).toEqual({
    kind: 'calendars',
    primaryRef: 'me@example.com',
    calendars: [
      { ref: 'me@example.com', name: 'zz', colour: '#9fe1e7', isWritable: true },
      { ref: 'team', name: 'A team', colour: null, isWritable: false },
      { ref: 'unsaid', name: 'B', colour: null, isWritable: true },
      { ref: 'busy', name: 'busy', colour: null, isWritable: false },
      { ref: 'read', name: 'read', colour: null, isWritable: false },
      { ref: 'zed', name: 'zed', colour: null, isWritable: true },
      { ref: 'hidden', name: 'hidden', colour: null, isWritable: true },
    ],
  });
  expect(asked.map(({ path, query }) => [path, query['pageToken']])).toEqual([
    ['/calendar/v3/users/me/calendarList', undefined],
    ['/calendar/v3/users/me/calendarList', 'p2'],
  ]);
});

test('a server without a calendar list says so; others fail for a reason', async () => {
  expect(await listCalendars(tell(refuse(404, 'notFound')).api)).toEqual({ kind: 'unsupported' });
  expect(await listCalendars(tell(refuse(401, 'authError')).api)).toMatchObject({
    kind: 'failed',
    failure: { kind: 'unauthorized' },
  });
  expect(await listCalendars(tell({ json: { items: 7 } }).api)).toMatchObject({
    kind: 'failed',
    failure: { kind: 'unreadable' },
  });
  expect(await listCalendars(tell({ json: {} }).api)).toEqual({
    kind: 'calendars',
    calendars: [],
    primaryRef: null,
  });
});

test('an empty page leads on to the next', async () => {
  const { api } = tell({ json: { nextPageToken: 'p2' } }, { json: { items: [entry('a')] } });
  expect(await listCalendars(api)).toMatchObject({ calendars: [{ ref: 'a' }] });
});
