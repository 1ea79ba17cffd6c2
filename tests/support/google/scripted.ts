import { type GoogleApi, openGoogleApi } from '#main/calendars/google/api.ts';
import { createGoogleProvider } from '#main/calendars/google/provider.ts';
import type { SyncFailure, SyncRequest, SyncStep } from '#main/calendars/provider.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

export interface Told {
  readonly status?: number;
  readonly json?: unknown;
  /** Instead of `json`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Script {
  readonly api: GoogleApi;
  readonly asked: readonly Asked[];
}

/** Google's API, answered by the test itself, without a network. */
export function answerBy(answer: (asked: Asked, at: number) => Told | Promise<Told>): Script {
  const asked: Asked[] = [];
  const scripted: typeof fetch = async (input, init) => {
    if (!(input instanceof URL)) throw new TypeError('Asked by something other than a URL.');
    const { pathname, searchParams } = input;
    const one = { method: init?.method ?? 'GET', path: pathname, query: Object.fromEntries(searchParams) };
    asked.push(one);
    init?.signal?.throwIfAborted();
    const {
      status = 200,
      json,
      text = JSON.stringify(json),
      headers = {},
    } = await answer(one, asked.length - 1);
    init?.signal?.throwIfAborted();
    return new Response(text, { status, headers });
  };
  return { api: openGoogleApi({ root: null, token: 'token', fetch: scripted }), asked };
}

/** One answer after the other; the last one again and again. */
export const tell = (...answers: readonly Told[]): Script =>
  answerBy((_asked, at) => answers[Math.min(at, answers.length - 1)] ?? {});

/** An answer of events.list. */
export const page = (items: readonly object[], next: object = {}): Told => ({
  json: { kind: 'calendar#events', items, ...next },
});

export const refuse = (
  status: number,
  reason: string,
  headers: Readonly<Record<string, string>> = {},
): Told => ({
  status,
  json: { error: { code: status, message: reason, errors: [{ domain: 'global', reason, message: reason }] } },
  headers,
});

export interface Synced {
  readonly failure: SyncFailure | null;
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly isWhole: boolean;
}

/** What a store keeps of a calendar, in memory, brought in step as the app does it. */
export class Replica {
  readonly texts = new Map<string, string>();
  readonly etags = new Map<string, string | null>();
  cursor: string | null = null;

  async sync(
    api: GoogleApi,
    { stopAfter = Infinity, signal = new AbortController().signal } = {},
  ): Promise<Synced> {
    const request: SyncRequest = {
      calendarRef: 'primary',
      cursor: this.cursor,
      known: new Map(this.etags),
      read: (ref) => this.texts.get(ref) ?? null,
      signal,
    };
    const changed: string[] = [];
    const removed: string[] = [];
    let pages = 0;
    for await (const step of createGoogleProvider(api).sync(request)) {
      if (step.kind === 'failed') return { failure: step.failure, changed, removed, isWhole: false };
      if (step.kind === 'end') return { failure: null, changed, removed, isWhole: this.#end(step, removed) };
      for (const { ref, etag, text } of step.changed) {
        this.texts.set(ref, text);
        this.etags.set(ref, etag);
        changed.push(ref);
      }
      removed.push(...step.removed);
      pages += 1;
      if (pages === stopAfter) break;
    }
    return { failure: null, changed, removed, isWhole: false };
  }

  #end(step: SyncStep & { kind: 'end' }, removed: readonly string[]): boolean {
    const missing = [...this.texts.keys()].filter((ref) => step.present?.has(ref) === false);
    for (const ref of [...removed, ...missing]) {
      this.texts.delete(ref);
      this.etags.delete(ref);
    }
    this.cursor = step.cursor;
    return step.present !== null;
  }

  /** As they are stored, by ref. */
  series(): Readonly<Record<string, unknown>> {
    return Object.fromEntries([...this.texts].map(([ref, text]) => [ref, JSON.parse(text)]));
  }
}

/** A single event of an hour. */
export const single = (id: string, more: object = {}): object => ({
  id,
  status: 'confirmed',
  summary: id,
  start: { dateTime: '2026-06-04T10:00:00+02:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-06-04T11:00:00+02:00', timeZone: 'Europe/Berlin' },
  ...more,
});

export const weekly = (id: string, more: object = {}): object =>
  single(id, { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'], ...more });

/** The instance of `weekly` that was to be at this moment (UTC, 20260611T080000Z). */
export const instance = (series: string, at: string, more: object = {}): object => ({
  ...single(`${series}_${at}`),
  recurringEventId: series,
  originalStartTime: {
    dateTime: at.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'),
    timeZone: 'Europe/Berlin',
  },
  ...more,
});

/** All that Google promises of a deleted instance. */
export function sparse(series: string, at: string): object {
  const { id, recurringEventId, originalStartTime }: Record<string, unknown> = { ...instance(series, at) };
  return { id, recurringEventId, originalStartTime, status: 'cancelled' };
}
