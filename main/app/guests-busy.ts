import type { AccountId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Person } from '#main/people/person.ts';
import type { GuestsBusy } from '#main/planner/constraints/guest-busy.ts';
import type { GuestBusy } from '#main/store/guests-busy.ts';

const HOUR_MS = 3_600_000;
/** Not asked about again before, and only while somebody looks. */
const FRESH_MS = 2 * HOUR_MS;
/** Planned with no longer than this. */
const USABLE_MS = 24 * HOUR_MS;
/** Of whom nothing may be seen: most calendars stay as private as they are. */
const UNKNOWN_MS = 7 * 24 * HOUR_MS;
/** Somebody's main addresses. */
const MOST_ADDRESSES = 3;

/** A clock that was set back makes nothing fresh for long. */
const ageOf = ({ askedMs }: GuestBusy, nowMs: EpochMs): number =>
  askedMs > nowMs + FRESH_MS ? Infinity : nowMs - askedMs;

/** When people are busy, by whatever account and address it may be seen. Who is not in it is unknown. */
export function readGuestsBusy(
  known: readonly GuestBusy[],
  people: readonly Pick<Person, 'id' | 'emails'>[],
  nowMs: EpochMs,
): GuestsBusy {
  const usable = Map.groupBy(
    known.filter((answer) => answer.busy !== null && ageOf(answer, nowMs) < USABLE_MS),
    ({ email }) => email,
  );
  if (usable.size === 0) return new Map();
  return new Map(
    people.flatMap(({ id, emails }) => {
      const answers = emails.flatMap((email) => usable.get(email) ?? []);
      return answers.length === 0 ? [] : [[id, answers.flatMap(({ busy }) => busy ?? [])] as const];
    }),
  );
}

export interface GuestsQuestion {
  /** Those who may be asked to come, the most important first. */
  readonly people: readonly Pick<Person, 'emails'>[];
  readonly known: readonly GuestBusy[];
  /** Accounts that may ask; the first is asked first. */
  readonly accounts: readonly AccountId[];
  /** The user's own addresses, lower case: those are no guests. */
  readonly me: readonly string[];
  readonly nowMs: EpochMs;
}

/**
 * Whom to ask about over which account, in order. Everybody over the first account that may see them; over the next
 * one where it was said within the last week that the one before may not. Nothing that was asked within two hours.
 */
export function chooseGuests(question: GuestsQuestion): ReadonlyMap<AccountId, readonly string[]> {
  const { people, known, accounts, me, nowMs } = question;
  const answers = new Map(known.map((answer) => [`${answer.accountId} ${answer.email}`, answer]));
  const chosen = new Map<AccountId, string[]>();
  const emails = people.flatMap((person) => person.emails.slice(0, MOST_ADDRESSES));
  for (const email of new Set(emails)) {
    if (me.includes(email)) continue;
    for (const account of accounts) {
      const answer = answers.get(`${account} ${email}`);
      const ageMs = answer === undefined ? Infinity : ageOf(answer, nowMs);
      if (answer?.busy === null && ageMs < UNKNOWN_MS) continue;
      if (ageMs >= FRESH_MS) chosen.set(account, [...(chosen.get(account) ?? []), email]);
      break;
    }
  }
  return chosen;
}
