import { calendarId } from '#contract/ids.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { openStore } from '#main/store/open.ts';

// Writes a generation that is never finished, until it is killed. Says so on stdout once a part of it is there.
const [path = ''] = process.argv.slice(2);
const opened = openStore(path);
if (!opened.ok) throw new Error(opened.message);
const { contents } = opened.value;
const generation = contents.begin(calendarId('work'), Date.now());
for (let n = 0; ; n++) {
  const occurrence: Occurrence = {
    uid: `half-${n}`,
    recurrenceId: null,
    calendarId: calendarId('work'),
    summary: '',
    location: null,
    hasConference: false,
    status: 'confirmed',
    transparency: 'opaque',
    type: 'default',
    organizer: null,
    attendees: [],
    time: { kind: 'timed', startMs: n, endMs: n + 1, zone: null },
    activity: null,
  };
  contents.append(generation, [occurrence], Date.now());
  if (n === 20) process.stdout.write('written\n');
}
