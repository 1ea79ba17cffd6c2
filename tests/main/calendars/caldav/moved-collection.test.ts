import { describe, expect, it } from 'vitest';
import type { CalDavClient, DavResult } from '#main/calendars/caldav/client.ts';
import { createCalDavProvider } from '#main/calendars/caldav/provider.ts';
import type { SyncStep } from '#main/calendars/provider.ts';

const OLD = 'https://cal.example.com/old/work/';
const NEW = 'https://cal.example.com/new/work/';
const EVENT = 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260603T100000Z\nEND:VEVENT\nEND:VCALENDAR\n';

const multistatus = (content: string): string =>
  `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${content}</d:multistatus>`;

/** A server that answers at `at`, by whatever address it was asked, and knows of one event. */
function answeringAt(at: string): Pick<CalDavClient, 'propfind' | 'report'> & { readonly asked: string[] } {
  const asked: string[] = [];
  const { pathname } = new URL(at);
  const answer = (text: string): Promise<DavResult> =>
    Promise.resolve({
      kind: 'answer',
      status: 207,
      headers: new Headers(),
      text: multistatus(text),
      url: at,
    });
  const found = (href: string, property: string): string =>
    `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${property}</d:prop>` +
    '<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>';
  return {
    asked,
    propfind: () => answer(found(pathname, '<d:sync-token>t2</d:sync-token>')),
    report(_url, { body }) {
      const token = /<d:sync-token>(.*?)<\/d:sync-token>/.exec(body)?.[1];
      if (token === undefined) {
        return answer(
          found(`${pathname}1.ics`, `<d:getetag>"1"</d:getetag><c:calendar-data>${EVENT}</c:calendar-data>`),
        );
      }
      asked.push(token);
      return answer(
        `${found(`${pathname}1.ics`, '<d:getetag>"1"</d:getetag>')}<d:sync-token>t2</d:sync-token>`,
      );
    },
  };
}

async function sync(server: ReturnType<typeof answeringAt>): Promise<readonly SyncStep[]> {
  const unused = (): never => {
    throw new Error('Only what the test serves is asked for.');
  };
  const client: CalDavClient = { ...server, options: unused, get: unused, put: unused, remove: unused };
  const connection = { principal: null, homes: [OLD], addresses: [], outbox: null };
  const steps: SyncStep[] = [];
  const request = {
    calendarRef: OLD,
    cursor: 'sync:t1',
    known: new Map([[`${OLD}1.ics`, '"0"']]),
    read: () => null,
    signal: new AbortController().signal,
  };
  for await (const step of createCalDavProvider(client, connection).sync(request)) steps.push(step);
  return steps;
}

describe('a calendar that its server has put elsewhere, with a redirect from where it was', () => {
  it('is listed as a whole, so that what is known by its old address is not there twice', async () => {
    const server = answeringAt(NEW);
    const steps = await sync(server);
    expect(server.asked).toEqual(['']);
    expect(steps.at(-1)).toEqual({ kind: 'end', cursor: 'sync:t2', present: new Set([`${NEW}1.ics`]) });
  });

  it('and one that stayed is asked for its changes', async () => {
    const server = answeringAt(OLD);
    const steps = await sync(server);
    expect(server.asked).toEqual(['t1']);
    expect(steps.at(-1)).toMatchObject({ kind: 'end', present: null });
  });
});
