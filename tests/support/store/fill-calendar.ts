import { type CalendarId, calendarId } from '#contract/ids.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import type { CalendarContent, CalendarIdentity } from '#main/store/calendars.ts';
import type { Store } from '#main/store/open.ts';
import { packSource } from '#main/store/packed-text.ts';

/** A file of the user's own that is called by its id. */
export const ownFile = (id: CalendarId | string): CalendarIdentity => ({
  id: calendarId(id),
  name: id,
  kind: 'file',
  role: 'own',
  accountId: null,
  remoteRef: null,
  origin: null,
  isWritable: false,
});

/** Puts a calendar with all that it holds into the store, as a reading would. */
export function fillCalendar(
  store: Store,
  who: CalendarIdentity,
  occurrences: readonly Occurrence[],
  content: Partial<CalendarContent> & { readonly source?: string } = {},
): void {
  const { source, ...said } = content;
  const asOfMs = said.asOfMs ?? 0;
  const generation = store.contents.begin(who.id, asOfMs);
  if (!store.contents.append(generation, occurrences, asOfMs)) throw new Error('The generation is lost.');
  let part = 0;
  for (const bytes of source === undefined ? [] : packSource(Buffer.from(source))) {
    store.contents.appendSource(generation, part, bytes, asOfMs);
    part += 1;
  }
  const found = { events: occurrences.length, skipped: [], window: null, ...said, asOfMs };
  if (!store.contents.finish(generation, who, found)) throw new Error('The generation is lost.');
}
