const DAY_MS = 86_400_000;
const FIRST = Date.parse('2026-06-02T10:00:00Z');

const stampOf = (ms: number): string => new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** A calendar called Team with so many events of an hour, one a day from 2 June 2026 at ten in the morning, UTC. */
export function writeFeed(events: number, { stamp = '20260501T000000Z' } = {}): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', 'X-WR-CALNAME:Team'];
  for (let i = 0; i < events; i++) {
    const startMs = FIRST + i * DAY_MS;
    lines.push(
      'BEGIN:VEVENT',
      `UID:event-${i}@example.org`,
      `DTSTAMP:${stamp}`,
      `DTSTART:${stampOf(startMs)}`,
      `DTEND:${stampOf(startMs + 3_600_000)}`,
      `SUMMARY:Event ${i}`,
      'END:VEVENT',
    );
  }
  return `${[...lines, 'END:VCALENDAR'].join('\r\n')}\r\n`;
}
