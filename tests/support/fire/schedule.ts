import fc from 'fast-check';
import { FAULTS as CALDAV_FAULTS, type Fault as CalDavFault } from '#tests/servers/caldav/faults.ts';
import { FAULTS as GOOGLE_FAULTS, type Fault as GoogleFault } from '#tests/servers/google/faults.ts';
import type { GoogleModes } from '#tests/servers/google/modes.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Where the invites of a schedule lie and who tells the guests. */
export type Setting = 'mail' | 'calendar' | 'scheduling' | 'google';

/** What goes wrong with a request to the calendar's server, whichever it is. */
export type Fault = CalDavFault | GoogleFault;

/** What goes wrong with the next mails. */
export type MailFault =
  | { readonly kind: 'drop'; readonly at: 'mid-message' | 'before-reply'; readonly times: number }
  | { readonly kind: 'reply'; readonly code: number }
  | { readonly kind: 'guest'; readonly guest: number; readonly answer: 'refused' | 'later' };

export interface RemoteEdit {
  readonly what: 'note' | 'newer' | 'reply' | 'delete';
  readonly invite: number;
}

/** `invite`: which of those that are there, counted around. */
export type ScheduleStep =
  | { readonly kind: 'invite' }
  | { readonly kind: 'move' | 'cancel' | 'undo' | 'sendAnyway'; readonly invite: number }
  /** The processes that look for what is due, at the same time, and what goes wrong meanwhile. */
  | {
      readonly kind: 'tick';
      /** So much later. */
      readonly afterMs: number;
      readonly who: 'one' | 'other' | 'both';
      readonly calendar: readonly (Fault | null)[];
      readonly mail: MailFault | null;
      /** What another program or a guest does to an event between our look at it and our writing, the first time. */
      readonly meanwhile: RemoteEdit['what'] | null;
    }
  | { readonly kind: 'wait'; readonly ms: number }
  /** The machine sleeps: time passes and nobody looks. */
  | { readonly kind: 'sleep'; readonly ms: number }
  /** The clock is set to so much before or after the true time. */
  | { readonly kind: 'clock'; readonly errorMs: number }
  /** Another of the user's programs, or a guest, changes the event on the server. */
  | ({ readonly kind: 'remote' } & RemoteEdit)
  /** The calendar is read again, and what it says of the invites is noticed. */
  | { readonly kind: 'read' };

export interface Schedule {
  readonly setting: Setting;
  /** What the stand-in for Google cannot do. */
  readonly modes?: Partial<GoogleModes>;
  readonly steps: readonly ScheduleStep[];
}

const which = fc.nat({ max: 3 });
const what: fc.Arbitrary<RemoteEdit['what']> = fc.constantFrom(
  'note',
  'note',
  'note',
  'newer',
  'reply',
  'delete',
);

const mailFault: fc.Arbitrary<MailFault> = fc.oneof(
  fc.record({
    kind: fc.constant('drop' as const),
    at: fc.constantFrom('mid-message' as const, 'before-reply' as const),
    times: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant('reply' as const), code: fc.constantFrom(421, 451, 452, 550, 552, 554) }),
  fc.record({
    kind: fc.constant('guest' as const),
    guest: fc.nat({ max: 2 }),
    answer: fc.constantFrom('refused' as const, 'later' as const),
  }),
);

const faultsOf = (faults: readonly Fault[]): fc.Arbitrary<readonly (Fault | null)[]> =>
  fc.oneof(
    fc.constant([]),
    fc.array(fc.option(fc.constantFrom(...faults), { freq: 2 }), { minLength: 1, maxLength: 5 }),
  );

const stepOf = (
  faults: readonly Fault[],
  meanwhile: fc.Arbitrary<RemoteEdit['what']>,
): fc.Arbitrary<ScheduleStep> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant({ kind: 'invite' as const }) },
    {
      weight: 9,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          'move' as const,
          'move' as const,
          'move' as const,
          'cancel' as const,
          'undo' as const,
          'sendAnyway' as const,
        ),
        invite: which,
      }),
    },
    {
      weight: 10,
      arbitrary: fc.record({
        kind: fc.constant('tick' as const),
        who: fc.constantFrom('one' as const, 'other' as const, 'both' as const),
        calendar: faultsOf(faults),
        mail: fc.option(mailFault, { freq: 2 }),
        meanwhile: fc.option(meanwhile, { freq: 2 }),
        afterMs: fc.constantFrom(0, 11_000, 11_000, 11_000, MINUTE_MS),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('wait' as const),
        ms: fc.constantFrom(1_000, 11_000, 11_000, MINUTE_MS, 3 * MINUTE_MS, 11 * MINUTE_MS),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('sleep' as const),
        ms: fc.constantFrom(HOUR_MS / 2, 2 * HOUR_MS, 9 * HOUR_MS),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('clock' as const),
        errorMs: fc.constantFrom(-26 * HOUR_MS, -HOUR_MS, -5_000, 0, 5_000, HOUR_MS, 26 * HOUR_MS),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('remote' as const),
        what,
        invite: which,
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'read' as const }) },
  );

const stepsOf = (...given: Parameters<typeof stepOf>): fc.Arbitrary<readonly ScheduleStep[]> =>
  fc.array(stepOf(...given), { minLength: 8, maxLength: 26, size: 'max' });

/** A story of a day or two with up to four invites, in which most of what can go wrong does. */
export const scheduleArbitrary: fc.Arbitrary<Schedule> = fc.record({
  setting: fc.constantFrom('mail' as const, 'calendar' as const, 'calendar' as const, 'scheduling' as const),
  steps: stepsOf(CALDAV_FAULTS, what),
});

/** Of a deletion that did not take place, a server that says it did is believed: no client can know better. */
const HONEST_FAULTS = GOOGLE_FAULTS.filter((fault) => fault.kind !== 'status' || fault.status !== 410);

const GOOGLE_MODES: readonly Partial<GoogleModes>[] = [
  {},
  { sequence: 'taken' },
  { patch: false },
  { extendedProperties: false },
  { etags: 'none' },
];

/** The same on the stand-in for Google, whole or with less than Google can do. */
export const googleScheduleArbitrary: fc.Arbitrary<Schedule> = fc.record({
  setting: fc.constant('google' as const),
  modes: fc.constantFrom(...GOOGLE_MODES),
  steps: stepsOf(HONEST_FAULTS, what),
});
