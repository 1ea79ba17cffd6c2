import type { Outcome } from '#contract/outcome.ts';
import type { AppContext } from './context.ts';
import { removeSampleMark, SAMPLE_CALENDAR } from './sample-state.ts';

/** All of it marked, so that `removeSample` finds it again. */
export async function loadSample(context: AppContext): Promise<Outcome<null>> {
  const loaded = await context.heavy.loadSample(context.moment());
  if (!loaded.ok) {
    removeSample(context);
    return loaded;
  }
  context.store.shownPlan.clear();
  context.changed('outlook', 'people', 'settings');
  return loaded;
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
