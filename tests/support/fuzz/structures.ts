import fc from 'fast-check';
import { hostileText } from '#tests/main/invites/hostile-text.ts';

// Valid grammar with hostile values: what a careless exporter writes, rather than noise.

const DATES = fc
  .record({
    year: fc.constantFrom(1, 1600, 1970, 2025, 2026, 2026, 2026, 2027, 9999),
    month: fc.integer({ min: 0, max: 13 }),
    day: fc.integer({ min: 0, max: 32 }),
    hour: fc.integer({ min: 0, max: 25 }),
    minute: fc.integer({ min: 0, max: 60 }),
  })
  .map(({ year, month, day, hour, minute }) => {
    const two = (n: number): string => String(n).padStart(2, '0');
    return {
      date: `${String(year).padStart(4, '0')}${two(month)}${two(day)}`,
      time: `${two(hour)}${two(minute)}00`,
    };
  });
const ZONES = fc.constantFrom(
  'Europe/Amsterdam',
  'Australia/Lord_Howe',
  'Customized Time Zone',
  'W. Europe Standard Time',
  '',
  'Nowhere',
  '"Quoted/Zone"',
  '/softwarestudio.org/x/Europe/Paris',
);
const WHEN = fc.oneof(
  DATES.map(({ date, time }) => `:${date}T${time}Z`),
  DATES.map(({ date, time }) => `:${date}T${time}`),
  DATES.map(({ date }) => `;VALUE=DATE:${date}`),
  fc.tuple(ZONES, DATES).map(([zone, { date, time }]) => `;TZID=${zone}:${date}T${time}`),
  hostileText.map((text) => `:${text}`),
);
const NUMBERS = fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 1, maxLength: 6 }).map(String);
const RULE = fc
  .record({
    FREQ: fc.constantFrom(
      'SECONDLY',
      'MINUTELY',
      'HOURLY',
      'DAILY',
      'WEEKLY',
      'MONTHLY',
      'YEARLY',
      'NEVERLY',
      '',
    ),
    INTERVAL: fc.option(fc.constantFrom('1', '2', '0', '-1', '99999999999'), { nil: undefined }),
    COUNT: fc.option(fc.constantFrom('1', '10', '0', '1000000000'), { nil: undefined }),
    UNTIL: fc.option(
      DATES.map(({ date, time }) => `${date}T${time}Z`),
      { nil: undefined },
    ),
    BYDAY: fc.option(fc.constantFrom('MO', 'MO,TU,WE', '-1SU', '53FR', '0MO', 'XX', '5MO,-5MO'), {
      nil: undefined,
    }),
    BYMONTH: fc.option(NUMBERS, { nil: undefined }),
    BYMONTHDAY: fc.option(NUMBERS, { nil: undefined }),
    BYYEARDAY: fc.option(NUMBERS, { nil: undefined }),
    BYWEEKNO: fc.option(NUMBERS, { nil: undefined }),
    BYHOUR: fc.option(NUMBERS, { nil: undefined }),
    BYSECOND: fc.option(NUMBERS, { nil: undefined }),
    BYSETPOS: fc.option(NUMBERS, { nil: undefined }),
    WKST: fc.option(fc.constantFrom('MO', 'SU', '??'), { nil: undefined }),
    RSCALE: fc.option(fc.constantFrom('GREGORIAN', 'HEBREW', 'CHINESE'), { nil: undefined }),
  })
  .map((parts) =>
    Object.entries(parts)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}=${value}`)
      .join(';'),
  );
const PERSON = fc
  .tuple(fc.constantFrom('ATTENDEE', 'ORGANIZER'), hostileText, hostileText)
  .map(([name, cn, address]) => `${name};CN=${cn};PARTSTAT=DECLINED:mailto:${address}`);
const EVENT_LINE = fc.oneof(
  fc
    .tuple(fc.constantFrom('DTSTART', 'DTEND', 'RECURRENCE-ID', 'EXDATE', 'RDATE', 'DTSTAMP'), WHEN)
    .map((pair) => pair.join('')),
  RULE.map((rule) => `RRULE:${rule}`),
  RULE.map((rule) => `EXRULE:${rule}`),
  PERSON,
  fc
    .tuple(
      fc.constantFrom(
        'SUMMARY',
        'LOCATION',
        'DESCRIPTION',
        'UID',
        'STATUS',
        'TRANSP',
        'DURATION',
        'SEQUENCE',
        'CATEGORIES',
        'X-WR-CALNAME',
        'CONFERENCE',
        'X-GOLDEN-HOUR-ACTIVITY',
      ),
      hostileText,
    )
    .map((pair) => pair.join(':')),
);
const inside = (name: string, lines: readonly string[]): string =>
  [`BEGIN:${name}`, ...lines, `END:${name}`].join('\r\n');

export const eventText: fc.Arbitrary<string> = fc
  .tuple(WHEN, fc.option(RULE, { nil: null }), fc.array(EVENT_LINE, { maxLength: 8 }))
  .map(([start, rule, lines]) =>
    inside('VEVENT', [`DTSTART${start}`, ...(rule === null ? [] : [`RRULE:${rule}`]), ...lines]),
  );

const OFFSETS = fc.constantFrom('+0100', '-0500', '+1030', '+9999', '-0000', 'x', '+010203');
const zoneText = fc
  .tuple(
    ZONES,
    fc.array(
      fc.tuple(
        fc.constantFrom('STANDARD', 'DAYLIGHT'),
        WHEN,
        OFFSETS,
        OFFSETS,
        fc.option(RULE, { nil: null }),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([id, observances]) =>
    inside('VTIMEZONE', [
      `TZID:${id}`,
      ...observances.map(([kind, start, from, to, rule]) =>
        inside(kind, [
          `DTSTART${start}`,
          `TZOFFSETFROM:${from}`,
          `TZOFFSETTO:${to}`,
          ...(rule === null ? [] : [`RRULE:${rule}`]),
        ]),
      ),
    ]),
  );

export const calendarText: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 3, arbitrary: eventText }, { weight: 1, arbitrary: zoneText }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => `${inside('VCALENDAR', ['VERSION:2.0', ...parts])}\r\n`);

const CARD_LINE = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'FN',
        'N',
        'NICKNAME',
        'EMAIL',
        'ORG',
        'TZ',
        'GEO',
        'LANG',
        'KIND',
        'PHOTO',
        'item1.EMAIL',
        'X-ABShowAs',
      ),
      fc.constantFrom(
        '',
        ';TYPE=pref',
        ';PREF=1',
        ';ENCODING=QUOTED-PRINTABLE',
        ';CHARSET=UTF-16;QUOTED-PRINTABLE',
        ';ENCODING=b',
        ';X="',
        ';;;',
      ),
      hostileText,
    )
    .map(([name, parameters, value]) => `${name}${parameters}:${value}`),
  fc.constantFrom('EMAIL:ann@a.example', 'FN:Ann Lee', 'N:Lee;Ann;;;'),
);

export const cardText: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('2.1', '3.0', '4.0', '', '99'), fc.array(CARD_LINE, { maxLength: 8 }))
  .map(([version, lines]) => `${inside('VCARD', [`VERSION:${version}`, ...lines])}\r\n`);

export const tableText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      'name,email',
      'name;emails;circle',
      'First Name\tE-mail 1 - Value',
      'name,email,place,zone,apart,added',
    ),
    fc.array(fc.array(hostileText, { maxLength: 6 }), { maxLength: 6 }),
  )
  .map(([header, rows]) => `${[header, ...rows.map((cells) => cells.join(','))].join('\r\n')}\r\n`);

export const peopleJson: fc.Arbitrary<string> = fc.oneof(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc
    .array(
      fc.record(
        {
          name: fc.oneof(hostileText, fc.jsonValue()),
          emails: fc.oneof(fc.array(fc.oneof(fc.emailAddress(), hostileText)), fc.jsonValue()),
          circle: fc.jsonValue(),
          cadenceDays: fc.oneof(fc.integer(), fc.jsonValue()),
          comfort: fc.jsonValue(),
          place: fc.jsonValue(),
          added: fc.oneof(hostileText, fc.jsonValue()),
        },
        { requiredKeys: [] },
      ),
    )
    .map((rows) => JSON.stringify({ people: rows })),
);

const replyCalendar = fc
  .record({
    method: fc.constantFrom('REPLY', 'COUNTER', 'COUNTER', 'REQUEST', ''),
    uid: hostileText,
    address: hostileText,
    comment: hostileText,
    zone: zoneText,
    start: WHEN,
    sequence: fc.constantFrom('1', '-1', '1e999', 'x'),
    stamp: WHEN,
  })
  .map(({ method, uid, address, comment, zone, start, sequence, stamp }) =>
    inside('VCALENDAR', [
      `METHOD:${method}`,
      zone,
      inside('VEVENT', [
        `UID:${uid}`,
        `DTSTAMP${stamp}`,
        `DTSTART${start}`,
        `SEQUENCE:${sequence}`,
        `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${address}`,
        `COMMENT:${comment}`,
      ]),
    ]),
  );

export const replyText: fc.Arbitrary<string> = fc.oneof(
  replyCalendar,
  fc
    .tuple(
      hostileText,
      hostileText,
      replyCalendar,
      fc.constantFrom('7bit', 'base64', 'quoted-printable', 'x'),
    )
    .map(
      ([from, subject, calendar, encoding]) =>
        `From: ${from} <a@b.example>\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="edge"\r\n\r\n--edge\r\nContent-Type: text/plain\r\n\r\nYes\r\n--edge\r\nContent-Type: text/calendar; method=REPLY; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${
          encoding === 'base64' ? Buffer.from(calendar).toString('base64') : calendar
        }\r\n--edge--\r\n`,
    ),
);

const XML_TEXT = fc.oneof(
  hostileText,
  fc.constantFrom(
    '/calendars/ann/work/',
    'HTTP/1.1 200 OK',
    'HTTP/1.1 404 Not Found',
    '&amp;',
    '&#0;',
    '&#x10FFFF;',
    '&lol;',
    '<![CDATA[x]]>',
    '<!-- x -->',
    '<?x?>',
    ']]>',
  ),
);
const XML_NAME = fc.constantFrom(
  'href',
  'status',
  'getetag',
  'sync-token',
  'displayname',
  'x',
  'c:calendar-data',
  'nobody:x',
);
const XML_LEAF = fc.tuple(XML_NAME, XML_TEXT).map(([name, text]) => `<${name}>${text}</${name}>`);

/** What a CalDAV server answers, with an entity bomb now and then. */
export const multistatusText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      '',
      '<?xml version="1.0" encoding="utf-16"?>',
      '<!DOCTYPE a [<!ENTITY lol "ha"><!ENTITY lols "&lol;&lol;&lol;&lol;">]>',
      '<!DOCTYPE a SYSTEM "file:///etc/hostname">',
    ),
    fc.array(fc.tuple(fc.array(XML_LEAF, { maxLength: 3 }), fc.array(XML_LEAF, { maxLength: 4 })), {
      maxLength: 4,
    }),
  )
  .map(
    ([head, responses]) =>
      `${head}<multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${responses
        .map(
          ([own, properties]) =>
            `<response>${own.join('')}<propstat><prop>${properties.join('')}</prop><status>HTTP/1.1 200 OK</status></propstat></response>`,
        )
        .join('')}</multistatus>`,
  );
