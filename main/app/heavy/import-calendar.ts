import type { CalendarSourceView } from '#contract/calendars.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { Store } from '#main/store/open.ts';
import { viewCalendar } from '../views/calendars.ts';
import type { CalendarFile, Moment } from './heavy-work.ts';
import { keepCalendar } from './keep-calendar.ts';
import { windowToRead } from './reading-window.ts';

/** Reads and expands a file in a thread of its own, and puts it in the place of what was there under its id. */
export async function importCalendar(
  store: Store,
  { file, ...moment }: Moment & { readonly file: CalendarFile },
): Promise<Outcome<CalendarSourceView>> {
  const { id, name, kind, text } = file;
  const kept = await keepCalendar(store, {
    who: {
      id,
      name: null,
      kind,
      role: 'own',
      accountId: null,
      remoteRef: null,
      origin: null,
      isWritable: false,
    },
    label: name,
    source: Buffer.from(text),
    window: windowToRead(store, moment),
    zone: moment.zone,
    asOfMs: moment.nowMs,
    nowMs: moment.nowMs,
  });
  if (!kept.ok) return kept;
  const stored = store.calendars.read(id);
  if (stored === null) return fail('conflict', `${name} was removed while it was read. Add it again.`);
  return succeed(viewCalendar(stored, { ...moment, zone: openZone(moment.zone) }, null));
}
