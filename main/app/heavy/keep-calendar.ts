import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { CalendarId } from '#contract/ids.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import type { Interval } from '#main/kernel/interval.ts';
import type { CalendarIdentity } from '#main/store/calendars.ts';
import type { Store } from '#main/store/open.ts';
import { packSource } from '#main/store/packed-text.ts';
import { readCalendarInWorker } from '../workers/read-calendar.ts';
import { sweepStore } from './sweep-store.ts';

export interface SourceReading {
  /** By its id: it must be there. Otherwise it is added if it is not; null as its name: as it calls itself. */
  readonly who: CalendarId | (Omit<CalendarIdentity, 'name'> & { readonly name: string | null });
  /** For the user: the file's name, a feed's host. */
  readonly label: string;
  /** iCalendar, UTF-8. */
  readonly source: Uint8Array;
  readonly window: Interval;
  readonly zone: string;
  /** When the source was like this. */
  readonly asOfMs: EpochMs;
  readonly nowMs: EpochMs;
  /** Whether a calendar of so many events may be put in the place of what is there. */
  readonly accept?: (events: number) => boolean;
  /** Only in the place of this generation: what another has put there meanwhile is newer. */
  readonly replaced?: number;
  readonly signal?: AbortSignal;
}

export type KeptReading =
  | { readonly kind: 'kept'; readonly name: string; readonly events: number }
  /** By `accept`, or the signal came; what was there is still there. */
  | { readonly kind: 'not-accepted' | 'cancelled' };

/** Rows of one transaction: a millisecond or two, for which others who write may have to wait. */
const SLICE = 100;
/** Between two of them, so that those others have their turn. */
const GAP_MS = 1;

/**
 * Reads and expands a source in a thread of its own and writes it beside what the calendar holds, in slices; in the
 * end it takes that one's place in an instant. Whatever goes wrong before leaves what was there.
 */
export async function keepCalendar(store: Store, reading: SourceReading): Promise<Outcome<KeptReading>> {
  const { who, label, source, window, zone, asOfMs, signal } = reading;
  const id = typeof who === 'string' ? who : who.id;
  const clock = runningClock(reading.nowMs);
  const generation = store.contents.begin(id, clock());
  const stop = new StopReading();
  const goOn = async (isWritten: boolean): Promise<void> => {
    if (!isWritten || signal?.aborted) throw stop;
    await pause(GAP_MS);
  };
  let isKept = false;
  try {
    const read = await readCalendarInWorker({
      source,
      calendarId: id,
      name: label,
      window: { fromMs: window.startMs, toMs: window.endMs },
      zone,
      async onBatch(occurrences: readonly Occurrence[]) {
        for (let from = 0; from < occurrences.length; from += SLICE) {
          await goOn(store.contents.append(generation, occurrences.slice(from, from + SLICE), clock()));
        }
      },
    });
    if (!read.ok) return read;
    const { name, events, skipped } = read.value;
    if (reading.accept?.(events) === false) return succeed({ kind: 'not-accepted' });
    let part = 0;
    for (const bytes of packSource(source)) {
      await goOn(store.contents.appendSource(generation, part, bytes, clock()));
      part += 1;
    }
    const identity = typeof who === 'string' ? who : { ...who, name: who.name ?? name };
    isKept = store.contents.finish(
      generation,
      identity,
      { asOfMs, events, skipped, window },
      reading.replaced,
    );
    return isKept ? succeed({ kind: 'kept', name, events }) : lost(label);
  } catch (error) {
    if (error !== stop) throw error;
    return signal?.aborted ? succeed({ kind: 'cancelled' }) : lost(label);
  } finally {
    if (!isKept) store.contents.giveUp(generation);
    await sweepStore(store, clock());
  }
}

/** Ends a reading from inside: cancelled, or what it writes is lost. */
class StopReading extends Error {}

const lost = (label: string): Outcome<never> =>
  fail('conflict', `${label} was removed while it was read. Add it again.`);

/** What the clock says while work goes on that began at `nowMs`. */
function runningClock(nowMs: EpochMs): () => EpochMs {
  const startedMs = performance.now();
  return () => nowMs + Math.round(performance.now() - startedMs);
}
