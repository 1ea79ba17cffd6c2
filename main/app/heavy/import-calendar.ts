import type { CalendarSourceView } from '#contract/calendars.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { Store } from '#main/store/open.ts';
import { readCalendarInWorker } from '../workers/read-calendar.ts';
import { viewCalendar } from '../views/calendars.ts';
import type { CalendarFile, Moment } from './heavy-work.ts';
import { windowToRead } from './reading-window.ts';

/** Reads and expands a file in a thread of its own, and puts it in the place of what was there under its id. */
export async function importCalendar(
  store: Store,
  { file, ...moment }: Moment & { readonly file: CalendarFile },
  asOfMs: EpochMs,
): Promise<Outcome<CalendarSourceView>> {
  const { id, name, kind, text } = file;
  const window = windowToRead(store, moment);
  const read = await readCalendarInWorker({
    source: text,
    calendarId: id,
    name,
    window: { fromMs: window.startMs, toMs: window.endMs },
    zone: moment.zone,
  });
  if (!read.ok) return read;
  const { occurrences, events, skipped } = read.value;
  store.calendars.replace(
    { id, name: read.value.name, kind, source: text, asOfMs, events, skipped, window },
    occurrences,
  );
  const stored = store.calendars.list().find((calendar) => calendar.id === id);
  if (stored === undefined) return fail('conflict', `${name} was removed while it was read. Add it again.`);
  return succeed(viewCalendar(stored, openZone(moment.zone)));
}
