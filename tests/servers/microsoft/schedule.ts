import { type Answer, refuse, refuseWith } from './answers.ts';
import { listView, type Window } from './events.ts';
import type { Asking } from './event-write.ts';
import { findDefaultCalendar } from './ids.ts';
import { type Account, type ServerState, writeGraphRoot } from './state.ts';
import { findZone, type GraphTime, readInstant, readWall, toMs, writeTime } from './times.ts';
import type { Json } from './show.ts';

interface Span {
  readonly startMs: number;
  readonly endMs: number;
  readonly status: string;
  readonly subject: string | null;
  readonly location: string | null;
  readonly isPrivate: boolean;
}

const DIGITS: Readonly<Record<string, string>> = {
  free: '0',
  tentative: '1',
  busy: '2',
  oof: '3',
  workingElsewhere: '4',
};
/** What counts where two overlap. */
const WEIGHT = ['0', '4', '1', '2', '3'];
const DAY_MS = 86_400_000;

/** Graph's 5 to 1440 minutes, and fewer than 62 days, for 20 people at most. */
const LIMITS = { people: 20, days: 62, interval: [5, 1440] } as const;

function listSpans(account: Account, window: Window): readonly Span[] {
  return listView(account, findDefaultCalendar(account), window)
    .filter(({ resource }) => resource.responseStatus.response !== 'declined')
    .map(({ resource, startMs, endMs }) => {
      const isPrivate = resource['sensitivity'] === 'private';
      const location = resource['location'] as { readonly displayName?: string } | null | undefined; // as described
      return {
        startMs,
        endMs,
        status: resource.showAs,
        subject: isPrivate ? null : resource.subject,
        location: isPrivate ? null : (location?.displayName ?? null),
        isPrivate,
      };
    });
}

function findSpans(state: ServerState, address: string, window: Window): readonly Span[] | null {
  const account = state.accounts.get(address);
  if (account?.kind === 'work') return listSpans(account, window);
  const told = state.colleagues.get(address);
  return (
    told
      ?.map(({ start, end, status = 'busy', subject = null }) => ({
        startMs: readInstant(start) ?? 0,
        endMs: readInstant(end) ?? 0,
        status,
        subject,
        location: null,
        isPrivate: false,
      }))
      .filter(({ startMs, endMs }) => startMs < window.toMs && endMs > window.fromMs) ?? null
  );
}

function writeAvailability(spans: readonly Span[], window: Window, minutes: number): string {
  const slots = Math.ceil((window.toMs - window.fromMs) / (minutes * 60_000));
  return Array.from({ length: slots }, (_value, index) => {
    const fromMs = window.fromMs + index * minutes * 60_000;
    const digits = spans
      .filter(({ startMs, endMs }) => startMs < fromMs + minutes * 60_000 && endMs > fromMs)
      .map(({ status }) => DIGITS[status] ?? '0');
    return digits.reduce((most, one) => (WEIGHT.indexOf(one) > WEIGHT.indexOf(most) ? one : most), '0');
  }).join('');
}

const WORKING_HOURS = {
  daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  startTime: '09:00:00.0000000',
  endTime: '17:00:00.0000000',
};

function showSchedule(
  state: ServerState,
  address: string,
  window: Window,
  zone: string,
  minutes: number,
): Json {
  const spans = findSpans(state, address.toLowerCase(), window);
  if (!spans) {
    const message = `Unable to resolve e-mail address ${address} to an Active Directory object.`;
    return { scheduleId: address, error: { responseCode: 'ErrorMailRecipientNotFound', message } };
  }
  return {
    scheduleId: address,
    availabilityView: writeAvailability(spans, window, minutes),
    scheduleItems: spans.map(({ startMs, endMs, status, subject, location, isPrivate }) => ({
      isPrivate,
      status,
      ...(subject === null ? {} : { subject }),
      ...(location === null ? {} : { location }),
      start: writeTime(startMs, zone),
      end: writeTime(endMs, zone),
    })),
    workingHours: { ...WORKING_HOURS, timeZone: { name: state.accounts.get(address)?.timeZone ?? 'UTC' } },
  };
}

/** POST …/getSchedule: of colleagues; personal accounts have none. */
export function answerSchedule(state: ServerState, { account, view }: Asking, body: Json): Answer {
  if (account.kind === 'personal') {
    return refuse('ErrorAccessDenied', 'getSchedule is not supported for a personal Microsoft account.');
  }
  const read = (name: string): unknown =>
    body[name] ?? body[`${name.charAt(0).toUpperCase()}${name.slice(1)}`];
  // As described: addresses, two times and a number.
  const schedules = (read('schedules') ?? []) as readonly string[];
  const [start, end] = [read('startTime'), read('endTime')] as readonly (GraphTime | undefined)[];
  const minutes = Number(read('availabilityViewInterval') ?? 30);
  if (schedules.length === 0 || !start || !end || !readWall(start.dateTime) || !readWall(end.dateTime)) {
    return refuse('ErrorInvalidRequest', 'schedules, startTime and endTime are required.');
  }
  if (findZone(start.timeZone ?? 'UTC') === null) return refuse('TimeZoneNotSupportedException');
  const window = { fromMs: toMs(start), toMs: toMs(end) };
  if (schedules.length > LIMITS.people) {
    state.violations.push(`getSchedule: ${schedules.length} people, at most ${LIMITS.people}`);
    return refuseWith(400, 'ErrorInvalidRequest', 'The number of schedules exceeds the limit of 20.');
  }
  const isRange = window.toMs > window.fromMs && window.toMs - window.fromMs < LIMITS.days * DAY_MS;
  const isInterval = minutes >= LIMITS.interval[0] && minutes <= LIMITS.interval[1];
  if (!isRange || !isInterval) {
    return refuse(
      'ErrorInvalidRequest',
      'The requested time duration specified for FreeBusyViewOptions.TimeWindow is invalid.',
    );
  }
  const zone = view.timeZone;
  return {
    status: 200,
    body: {
      '@odata.context': `${writeGraphRoot(state)}/v1.0/$metadata#Collection(microsoft.graph.scheduleInformation)`,
      value: schedules.map((address) => showSchedule(state, address, window, zone, minutes)),
    },
  };
}
