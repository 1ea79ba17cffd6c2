import { type Outcome, succeed } from '#contract/outcome.ts';
import type { AppContext } from './context.ts';
import { removeSampleMark, SAMPLE_CALENDAR, sampleWeekOn, saveSampleMark } from './sample-state.ts';

/** Puts the made-up team, calendar and weather beside whatever is there, all of it marked. */
export async function loadSample(context: AppContext): Promise<Outcome<null>> {
  const { store, heavy } = context;
  const mark = { language: context.language(), zone: context.zone() };
  const sample = sampleWeekOn(mark, context.now());
  store.transact(() => {
    saveSampleMark(store, mark);
    for (const person of sample.people) store.people.save(person, { sample: true });
  });
  const { name, text } = sample.calendar;
  const read = await heavy.importCalendar({
    ...context.moment(),
    file: { id: SAMPLE_CALENDAR, name, kind: 'sample', text },
  });
  if (!read.ok) {
    removeSample(context);
    return read;
  }
  store.shownPlan.clear();
  context.changed('outlook', 'people', 'settings');
  return succeed(null);
}

/** Takes away exactly what `loadSample` brought, and what was planned with it; the user's own stays untouched. */
export function removeSample(context: AppContext): void {
  const { store, outbox } = context;
  const madeUp = new Set(store.people.list().flatMap(({ person, sample }) => (sample ? [person.id] : [])));
  const withMadeUp = outbox
    .list()
    .filter(({ content }) => content.guests.every(({ personId }) => madeUp.has(personId)));
  store.removeInvites(withMadeUp.map(({ id }) => id));
  store.transact(() => {
    store.calendars.remove(SAMPLE_CALENDAR);
    store.people.removeSample();
    removeSampleMark(store);
    store.shownPlan.clear();
  });
  context.changed('outlook', 'people', 'settings');
}
