import { describe, expect, it } from 'vitest';
import { readListing } from '#main/app/accounts/google.ts';

const GRANTED = ['https://www.googleapis.com/auth/calendar.readonly'];
const ENDPOINTS = { api: null, oauth: null };

/** A server that says so much and no more; null: it has no list. */
function serve(calendars: readonly object[] | null, events: readonly object[] = [], summary?: string) {
  const fetch = async (input: string | URL | Request): Promise<Response> => {
    const isList = (input instanceof Request ? input.url : input.toString()).includes('/calendarList');
    if (isList && calendars === null) return Response.json({}, { status: 404 });
    return Response.json({ items: isList ? calendars : events, summary });
  };
  return { fetch, googleEndpoints: ENDPOINTS };
}

const MEETING = {
  id: 'a',
  organizer: { email: 'boss@example.com' },
  attendees: [{ email: 'boss@example.com' }, { email: 'Alex@Example.com', self: true }],
};

describe('whose account it is, where the sign-in does not say', () => {
  it.each([
    ['its main calendar', serve([{ id: 'Alex@example.com', primary: true }]), 'alex@example.com'],
    ['a calendar that nobody marks as the main one', serve([{ id: 'alex@example.com' }]), 'alex@example.com'],
    [
      'the name of its main calendar',
      serve([{ id: 'main', summary: 'alex@example.com', primary: true }]),
      'alex@example.com',
    ],
    [
      'an event in its main calendar',
      serve([{ id: 'main', summary: 'Alex', primary: true }], [{ id: 'b' }, MEETING]),
      'alex@example.com',
    ],
    ['an event, where there is no list', serve(null, [MEETING]), 'alex@example.com'],
    ['what is read in place of a list', serve(null, [], 'alex@example.com'), 'alex@example.com'],
    ['nobody: a calendar of a group', serve([{ id: 'choir@group.calendar.google.com' }]), null],
    ['nobody: a calendar of others', serve([{ id: 'joost@example.com', accessRole: 'reader' }]), null],
    ['nobody: no event has the user in it', serve([{ id: 'main', primary: true }], [{ id: 'b' }]), null],
  ])('%s', async (_name, server, address) => {
    const listing = await readListing(server, 'token', { granted: GRANTED, address: null }, true);
    expect(listing).toMatchObject({ kind: 'listing', address });
  });

  it('is not looked for where it is known', async () => {
    const server = serve([{ id: 'main', primary: true }], [MEETING]);
    const about = { granted: GRANTED, address: 'alex@example.com' };
    expect(await readListing(server, 'token', about, true)).toMatchObject({ address: null, requests: 1 });
  });
});
