import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { startCalDavServer } from '#tests/servers/caldav/server.ts';
import { startFeed } from '#tests/servers/feed/server.ts';
import { openAppWorld } from './app-world.ts';

/** Counts whoever comes, even if they only knock. */
interface Trap extends AsyncDisposable {
  readonly url: string;
  readonly visits: readonly string[];
}

async function startTrap(): Promise<Trap> {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(`${request.method} ${request.url}`);
    response.end('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n');
  });
  server.on('connection', () => visits.push('connection'));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server on a TCP port has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    visits,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** Every property by which a calendar can ask for something, RFC 5545, 7986, 9073, 9253 and what programs add. */
const hostileCalendar = (trap: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Example//EN',
    `NAME;ALTREP="${trap}/name":Team`,
    'X-WR-CALNAME:Team',
    `URL:${trap}/calendar`,
    `SOURCE;VALUE=URI:${trap}/source`,
    `IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/png:${trap}/image`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1S',
    'X-PUBLISHED-TTL:PT1S',
    `X-WR-RELCALID:${trap}/relcalid`,
    `X-ORIGINAL-URL:${trap}/original`,
    'BEGIN:VTIMEZONE',
    'TZID:Europe/Amsterdam',
    `TZURL:${trap}/zone`,
    'BEGIN:STANDARD',
    'DTSTART:19701025T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'END:STANDARD',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    'UID:hostile',
    'DTSTAMP:20260501T000000Z',
    'DTSTART:20260602T100000Z',
    'DTEND:20260602T110000Z',
    `SUMMARY;ALTREP="${trap}/summary":<img src="${trap}/title">`,
    `DESCRIPTION;ALTREP="CID:${trap}/cid":<img src="${trap}/description"><script src="${trap}/script"></script>`,
    `STYLED-DESCRIPTION;FMTTYPE=text/html:<link rel=stylesheet href="${trap}/styled">`,
    `X-ALT-DESC;FMTTYPE=text/html:<iframe src="${trap}/alt"></iframe>`,
    `LOCATION;ALTREP="${trap}/location":${trap}/place`,
    `ATTACH:${trap}/attach`,
    `ATTACH;FMTTYPE=text/calendar;VALUE=URI:${trap}/attach.ics`,
    `IMAGE;VALUE=URI:${trap}/event-image`,
    `URL:${trap}/event`,
    `CONFERENCE;VALUE=URI;FEATURE=VIDEO:${trap}/conference`,
    `STRUCTURED-DATA;VALUE=URI:${trap}/structured`,
    `LINK;LINKREL=SOURCE;VALUE=URI:${trap}/link`,
    `CONCEPT:${trap}/concept`,
    `RELATED-TO;VALUE=URI:${trap}/related`,
    `X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE=x:${trap}/apple`,
    `X-GOOGLE-CONFERENCE:${trap}/google`,
    `ORGANIZER;DIR="${trap}/dir";CN=Ada:mailto:ada@example.org`,
    `ATTENDEE;DIR="${trap}/dir2";CN=Bob;PARTSTAT=ACCEPTED:mailto:bob@example.org`,
    `ATTENDEE:${trap}/principal`,
    'BEGIN:VALARM',
    'ACTION:AUDIO',
    'TRIGGER:-PT0S',
    `ATTACH;FMTTYPE=audio/basic:${trap}/alarm`,
    'END:VALARM',
    'BEGIN:VALARM',
    'ACTION:PROCEDURE',
    'TRIGGER:-PT0S',
    `ATTACH:${trap}/procedure`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const hostileCards = (trap: string): string =>
  ['3.0', '4.0']
    .flatMap((version, i) => [
      'BEGIN:VCARD',
      `VERSION:${version}`,
      `FN:Ada ${i}`,
      `N:Lovelace;Ada ${i};;;`,
      `EMAIL:ada${i}@example.org`,
      `PHOTO;VALUE=URI:${trap}/photo`,
      `LOGO;VALUE=URI:${trap}/logo`,
      `SOUND;VALUE=URI:${trap}/sound`,
      `KEY;VALUE=URI:${trap}/key`,
      `URL:${trap}/url`,
      `SOURCE:${trap}/source`,
      `MEMBER:${trap}/member`,
      `RELATED;VALUE=URI:${trap}/related`,
      `CALURI:${trap}/caluri`,
      `CALADRURI:${trap}/caladruri`,
      `FBURL:${trap}/freebusy`,
      `IMPP:${trap}/impp`,
      `TZ;VALUE=URI:${trap}/zone`,
      `GEO;VALUE=URI:${trap}/geo`,
      `XML:<img src="${trap}/xml"/>`,
      `AGENT;VALUE=URI:${trap}/agent`,
      `ORG-DIRECTORY:${trap}/org`,
      `NOTE;ALTREP="${trap}/note":<img src="${trap}/note-image">`,
      'END:VCARD',
    ])
    .join('\r\n');

/** Long enough for whatever was begun to knock. */
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 150);
  });

describe('nothing that is referred to is fetched', () => {
  test('and the trap would tell', async () => {
    await using trap = await startTrap();
    await fetch(`${trap.url}/attach`, { headers: { connection: 'close' } });
    expect(trap.visits).toEqual(['connection', 'GET /attach']);
  });

  test('by a calendar from a file', async () => {
    await using trap = await startTrap();
    await using world = await openAppWorld({ settings: { me: ['me@example.org'] } });
    const imported = await world.call('files.import', { name: 'team.ics', text: hostileCalendar(trap.url) });
    expect(imported).toMatchObject({ kind: 'calendar' });
    const { days } = await world.call('outlook.read', {});
    // Foreign HTML is a text like any other.
    expect(days[1]?.busy.map(({ title }) => title)).toEqual([`<img src="${trap.url}/title">`]);
    await breathe();
    expect(trap.visits).toEqual([]);
  });

  test('by cards', async () => {
    await using trap = await startTrap();
    await using world = await openAppWorld();
    const imported = await world.call('files.import', { name: 'cards.vcf', text: hostileCards(trap.url) });
    expect(imported).toMatchObject({ kind: 'people', added: 2 });
    await world.call('people.list', {});
    await breathe();
    expect(trap.visits).toEqual([]);
  });

  test('by a feed, which is asked for itself and for nothing else', async () => {
    await using trap = await startTrap();
    await using server = await startFeed();
    server.serve('/team.ics', {
      body: hostileCalendar(trap.url),
      headers: {
        link: `<${trap.url}/header>; rel=alternate`,
        'content-location': `${trap.url}/content-location`,
        refresh: `0; url=${trap.url}/refresh`,
      },
    });
    await using world = await openAppWorld({ settings: { me: ['me@example.org'] } });
    await world.call('calendars.addFeed', { address: `${server.url}/team.ics`, name: null, role: 'own' });
    const { days } = await world.call('outlook.read', {});
    expect(days[1]?.busy).toHaveLength(1);
    await breathe();
    expect(trap.visits).toEqual([]);
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /team.ics']);
  });

  test('by an address that gives a page or cards', async () => {
    await using trap = await startTrap();
    await using server = await startFeed();
    server.serve('/page', {
      body: `<meta http-equiv=refresh content="0; url=${trap.url}"><img src="${trap.url}">`,
    });
    server.serve('/cards', { body: hostileCards(trap.url) });
    await using world = await openAppWorld();
    for (const path of ['/page', '/cards'])
      await world.refuse('calendars.addFeed', { address: server.url + path, name: null, role: 'own' });
    await breathe();
    expect(trap.visits).toEqual([]);
    expect(server.requests).toHaveLength(2);
  });

  test('by an event on a server', async () => {
    await using trap = await startTrap();
    await using server = await startCalDavServer();
    server.put('hostile.ics', hostileCalendar(trap.url));
    await using world = await openAppWorld({ settings: { me: ['me@example.org'] } });
    const { url, user, password } = server;
    const account = await world.call('accounts.connectCaldav', { server: url, user, password });
    const refs = account.calendars.map(({ ref }) => ref);
    await world.call('accounts.choose', { accountId: account.id, refs });
    await vi.waitFor(
      async () => {
        const { calendars } = await world.call('calendars.read', {});
        expect(calendars.reduce((sum, { events }) => sum + events, 0)).toBe(1);
      },
      { timeout: 8_000, interval: 50 },
    );
    const { days } = await world.call('outlook.read', {});
    expect(days[1]?.busy).toHaveLength(1);
    await breathe();
    expect(trap.visits).toEqual([]);
  });
});
