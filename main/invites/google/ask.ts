import type { Outcome } from '#contract/outcome.ts';
import type { CallOptions, GoogleApi, GoogleResult } from '#main/calendars/google/api.ts';
import { watchMoments } from '#main/invites/http/moments.ts';
import type { CalendarFailure } from '#main/invites/invite-calendar.ts';
import type { PassMoment } from '#main/invites/kill-points.ts';

export interface GoogleInviteParts {
  /** The calendar's id. */
  readonly calendarRef: string;
  /** A token for the next while; `refused`: the one that was just turned away. */
  readonly access: (refused?: string) => Promise<Outcome<string>>;
  /** What the user granted reaches as far as writing. */
  readonly mayWrite: () => boolean;
  /** With limits of time well within the outbox's lease. */
  readonly connect: (token: string) => GoogleApi;
}

/** One call of the generated clients, which are loaded by whoever connects. */
export type Ask = <T>(
  call: (api: GoogleApi, options: CallOptions) => Promise<{ readonly data: T }>,
  pass?: PassMoment,
) => Promise<GoogleResult<T> | Denied>;

/** There is no token to ask with. */
export interface Denied {
  readonly kind: 'denied';
  readonly failure: CalendarFailure;
}

/** Asks with a token that is good; where it is turned away all the same, once more with another. */
export function createAsk({ access, connect }: GoogleInviteParts): Ask {
  return async (call, pass) => {
    const first = await access();
    if (!first.ok) return deny(first);
    const result = await once(connect(first.value), call, pass);
    if (result.kind !== 'refused' || result.status !== 401) return result;
    // Nothing was done: once more with a token that nobody has turned away yet.
    const second = await access(first.value);
    return second.ok ? once(connect(second.value), call, pass) : deny(second);
  };
}

const once = <T>(
  api: GoogleApi,
  call: (api: GoogleApi, options: CallOptions) => Promise<{ readonly data: T }>,
  pass: PassMoment | undefined,
): Promise<GoogleResult<T>> => watchMoments(pass, () => api.ask((options) => call(api, options)));

function deny({ code, message }: Extract<Outcome<never>, { readonly ok: false }>): Denied {
  const failure: CalendarFailure =
    code === 'offline'
      ? { kind: 'offline', detail: message }
      : code === 'busy'
        ? { kind: 'temporary', detail: message, retryAfterMs: null }
        : // Whoever shows it says what to do.
          { kind: 'unauthorized', detail: '' };
  return { kind: 'denied', failure };
}
