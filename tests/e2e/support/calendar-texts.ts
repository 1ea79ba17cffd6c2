interface EventText {
  readonly uid: string;
  readonly title: string;
  /** Local to Amsterdam: '20260602T100000'. */
  readonly from: string;
  readonly until: string;
}

const writeEvent = ({ uid, title, from, until }: EventText): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20260501T080000Z',
  `DTSTART;TZID=Europe/Amsterdam:${from}`,
  `DTEND;TZID=Europe/Amsterdam:${until}`,
  `SUMMARY:${title}`,
  'END:VEVENT',
];

/** A calendar as a server would serve it. */
export function writeCalendar(name: string, events: readonly EventText[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Example//EN',
    `X-WR-CALNAME:${name}`,
    ...events.flatMap(writeEvent),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}
