import { expect, test } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { openResourceReader } from '#main/app/workers/read-resources.ts';
import { isBusy } from '#main/calendars/busy.ts';
import { discoverAccount } from '#main/calendars/caldav/discover.ts';
import { startCalDavServer } from '#tests/servers/caldav/server.ts';
import { createReplica } from '#tests/support/caldav/replica.ts';
import { writeEvent } from '#tests/support/caldav/write-event.ts';

const invitation = (uid: string, attendee: string): string =>
  writeEvent(uid, {
    more: [
      'ORGANIZER:mailto:boss@example.com',
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:boss@example.com',
      `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:${attendee}`,
    ],
  });

test('field bug 12: declined is free, under whatever address the server knows the user by', async () => {
  await using server = await startCalDavServer({
    scheduling: true,
    addresses: ['alex@example.com', 'Alex.Berg@Example.com'],
  });
  server.put('main.ics', invitation('main', 'mailto:alex@example.com'));
  server.put('alias.ics', invitation('alias', 'MAILTO:Alex.Berg@example.com'));
  server.put('open.ics', invitation('open', 'mailto:alex@example.com'));
  const { url, user, password } = server;
  const account = await discoverAccount({ server: url, user, password, fetch });
  if (!account.ok) throw new Error(account.message);
  const me = account.value.connection.addresses;

  const replica = createReplica(server, server.calendarUrl());
  const reader = openResourceReader({
    calendarId: calendarId('work'),
    format: 'ical',
    zone: 'Europe/Amsterdam',
    window: { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2026, 1, 1) },
  });
  const readBusy = async (): Promise<readonly string[]> => {
    await replica.sync();
    const resources = [...replica.texts].map(([ref, text]) => ({ ref, etag: null, text }));
    const read = await reader.read(resources);
    return read
      .flatMap(({ occurrences }) => occurrences)
      .filter((occurrence) => isBusy(occurrence, me))
      .map(({ uid }) => uid)
      .toSorted();
  };
  try {
    expect(await readBusy()).toEqual(['alias', 'main', 'open']);
    server.reply('main', 'alex@example.com', 'DECLINED');
    server.reply('alias', 'alex.berg@example.com', 'DECLINED');
    expect(await readBusy()).toEqual(['open']);
  } finally {
    reader.close();
  }
});
