/** One event as an iCalendar object; text without line breaks. */
export function writeEvent(
  uid: string,
  {
    summary = 'Coffee',
    day = '20260112',
    more = [],
  }: { summary?: string; day?: string; more?: readonly string[] } = {},
): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//Test//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART:${day}T100000Z`,
    `DTEND:${day}T110000Z`,
    `SUMMARY:${summary}`,
    ...more,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

export const writeTask = (uid: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//Test//EN',
    'BEGIN:VTODO',
    `UID:${uid}`,
    'DTSTAMP:20260101T000000Z',
    'SUMMARY:Buy charcoal',
    'END:VTODO',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
