import type { PersonId } from '#contract/ids.ts';
import type { Settings } from '#contract/settings.ts';
import type { EpochMs, IsoDate } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import { z } from 'zod';
import type { Activity } from '#main/activities/activity.ts';
import { CATALOGUE } from '#main/activities/catalogue.ts';
import { readCounted } from '#main/app/counted-occurrences.ts';
import { readGuestsBusy } from '#main/app/guests-busy.ts';
import { publicHolidays } from '#main/app/holidays.ts';
import { readingWindow } from '#main/app/plan-files.ts';
import { applyBackoff, readBackoff } from '#main/invites/boundaries.ts';
import { byInvite, countHappened, fellThrough, type HappenedWords } from '#main/invites/happened.ts';
import { answerOf, type InviteRecord, isGone } from '#main/invites/invite.ts';
import { openZone, type Zone } from '#main/kernel/zone.ts';
import type { Person } from '#main/people/person.ts';
import type {
  AnswerCount,
  FixedGetTogether,
  Holds,
  PlanInput,
  ShownProposal,
} from '#main/planner/plan-types.ts';
import type { Store } from '#main/store/open.ts';
import type { Forecast } from '#main/weather/forecast.ts';

/** The years that a horizon and its history can touch. */
export function holidayYears(nowMs: EpochMs): number[] {
  const year = new Date(nowMs).getUTCFullYear();
  return [year - 2, year - 1, year, year + 1];
}

/** Activities as the user has them: those that ship, less the ones turned off, with the user's changes. */
function ownActivities(store: Store): Activity[] {
  const changes = new Map(store.activities.list().map((change) => [change.id, change]));
  const shipped = CATALOGUE.flatMap((activity) => {
    const change = changes.get(activity.id);
    changes.delete(activity.id);
    if (change?.enabled === false) return [];
    return [change?.activity ?? activity];
  });
  const added = [...changes.values()].flatMap(({ enabled, activity }) =>
    enabled && activity ? [activity] : [],
  );
  return [...shipped, ...added];
}

/** People as the planner should see them today: a decline slows the clock and gives rest (planning.md, Boundaries). */
function ownPeople(
  store: Store,
  today: IsoDate,
  zone: Zone,
): { people: Person[]; restUntil: Map<PersonId, IsoDate> } {
  const restUntil = new Map<PersonId, IsoDate>();
  const people = store.people.list().map(({ person, backoffClearedAtMs }) => {
    const answers = store.answers
      .of(person.id)
      .filter((answer) => answer.atMs > (backoffClearedAtMs ?? Number.NEGATIVE_INFINITY))
      .map(({ answer, atMs }) => ({ answer, date: zone.dateOf(atMs) }));
    const backoff = readBackoff(answers, person.cadenceDays);
    if (backoff.noAskUntil !== null) restUntil.set(person.id, backoff.noAskUntil);
    // A pause with an end is over on that date.
    const isRested = person.status === 'paused' && person.pausedUntil !== null && person.pausedUntil <= today;
    const awake: Person = isRested ? { ...person, status: 'followed', pausedUntil: null } : person;
    return applyBackoff(awake, backoff, today);
  });
  return { people, restUntil };
}

function countAnswers(store: Store): Map<PersonId, AnswerCount> {
  const counts = new Map<PersonId, AnswerCount>();
  for (const { personId, answer } of store.answers.list()) {
    const { yes, no } = counts.get(personId) ?? { yes: 0, no: 0 };
    counts.set(personId, answer === 'yes' ? { yes: yes + 1, no } : { yes, no: no + 1 });
  }
  return counts;
}

/**
 * Invites that stand: on their way, sent or handed over. Who declined is free again, an invite without guests is none,
 * and neither is one that did not happen.
 */
function standingInvites(
  records: readonly InviteRecord[],
  words: HappenedWords,
  zone: Zone,
): FixedGetTogether[] {
  return records.flatMap((record): FixedGetTogether[] => {
    if (record.state.kind === 'cancelled' || record.step === 'cancel' || isGone(record)) return [];
    if (fellThrough(record, words)) return [];
    const { content } = record;
    const coming = content.guests.filter((guest) => answerOf(record, guest.email)?.answer !== 'declined');
    if (coming.length === 0) return [];
    return [
      {
        date: zone.dateOf(content.interval.startMs),
        startMs: content.interval.startMs,
        endMs: content.interval.endMs,
        activityId: content.activity.id,
        personIds: coming.map((guest) => guest.personId),
        guestCount: coming.length,
        kind: 'sent',
        uid: record.uid,
      },
    ];
  });
}

const shownSchema = z.array(
  z.object({
    activityId: z.string(),
    startMs: z.number(),
    guestEmails: z.array(z.string()),
    pinned: z.boolean(),
  }),
);

/** The proposals that the user saw last. */
export function readShown(store: Store): ShownProposal[] {
  const shown = store.shownPlan.read();
  return shown === null ? [] : shownSchema.parse(JSON.parse(shown.proposals));
}

function readHolds(store: Store, today: IsoDate, restUntil: ReadonlyMap<PersonId, IsoDate>): Holds {
  const personUntil = new Map(restUntil);
  let nothingBefore: IsoDate | null = null;
  const hold = (id: PersonId, until: IsoDate): void => {
    if (until > (personUntil.get(id) ?? '')) personUntil.set(id, until);
  };
  for (const entry of store.holds.active(today)) {
    if (entry.kind === 'not-this-week')
      nothingBefore = entry.until > (nothingBefore ?? '') ? entry.until : nothingBefore;
    else if (entry.kind === 'not-this-person') hold(entry.personId, entry.until);
    else for (const id of entry.personIds) hold(id, entry.until);
  }
  return { personUntil, nothingBefore };
}

/** Everything that planning needs, from the app's own store. */
export function readOwnData(
  store: Store,
  settings: Settings,
  forecast: Forecast | null,
  when: { readonly nowMs: EpochMs; readonly zone: string; readonly language: Language },
): PlanInput {
  const zone = openZone(when.zone);
  const today = zone.dateOf(when.nowMs);
  const { people, restUntil } = ownPeople(store, today, zone);
  const window = readingWindow(people, when.zone, when.nowMs);
  const counted = readCounted(
    store,
    { startMs: window.fromMs, endMs: window.toMs },
    { settings, language: when.language, exceptUid: null },
  );
  const records = store.outbox.list();
  const words = byInvite(store.happened.list());
  return {
    nowMs: when.nowMs,
    zone: when.zone,
    settings,
    // Where both know a day, the country names it.
    holidays: new Map([...counted.holidays, ...publicHolidays(settings.country, holidayYears(when.nowMs))]),
    people,
    occurrences: countHappened(counted.occurrences, records, words, { nowMs: when.nowMs, me: settings.me }),
    logged: store.touches.list(),
    answers: countAnswers(store),
    activities: ownActivities(store),
    forecast,
    sent: standingInvites(records, words, zone),
    shown: readShown(store),
    holds: readHolds(store, today, restUntil),
    guestsBusy: readGuestsBusy(store.guestsBusy.list(), people, when.nowMs),
  };
}
