import { isDeepStrictEqual } from 'node:util';
import type { Handlers } from '#contract/methods.ts';
import type { ActivityState } from '#contract/activities.ts';
import { fail, succeed } from '#contract/outcome.ts';
import { CATALOGUE } from '#main/activities/catalogue.ts';
import type { Store } from '#main/store/open.ts';
import type { AppContext } from '../context.ts';

/** What ships, with the user's changes, and then what the user added. */
function listActivities(store: Store): ActivityState[] {
  const changes = new Map(store.activities.list().map((change) => [change.id, change]));
  const shipped = CATALOGUE.map((activity): ActivityState => {
    const change = changes.get(activity.id);
    changes.delete(activity.id);
    return {
      activity: change?.activity ?? activity,
      enabled: change?.enabled ?? true,
      edited: (change?.activity ?? null) !== null,
    };
  });
  const added = [...changes.values()].flatMap(({ activity, enabled }): ActivityState[] =>
    activity === null ? [] : [{ activity, enabled, edited: true }],
  );
  return [...shipped, ...added];
}

export function createActivityHandlers(context: AppContext) {
  const { store } = context;
  const changed = (): readonly ActivityState[] => {
    context.changed('activities', 'outlook');
    return listActivities(store);
  };

  return {
    'activities.list': () => succeed(listActivities(store)),
    'activities.save': ({ activity, enabled }) => {
      const { fallback } = activity;
      const known = listActivities(store).map((state) => state.activity.id);
      if (fallback !== null && (fallback === activity.id || !known.includes(fallback))) {
        return fail(
          'invalid-input',
          `The fallback '${fallback}' is no other activity. Choose one of the list.`,
        );
      }
      const shipped = CATALOGUE.find(({ id }) => id === activity.id);
      const isAsShipped = shipped !== undefined && isDeepStrictEqual(activity, shipped);
      store.activities.save({ id: activity.id, enabled, activity: isAsShipped ? null : activity });
      return succeed(changed());
    },
    'activities.reset': ({ activityId }) => {
      store.activities.remove(activityId);
      return succeed(changed());
    },
  } satisfies Partial<Handlers>;
}
