import type { CalendarId } from '#contract/ids.ts';
import type { FetchedResource } from '#main/calendars/provider.ts';
import type { ReadingWindow, ReadResource, ResourceFormat } from '#main/app/workers/reading-task.ts';
import { takeReadingWorker } from '#main/app/workers/reading-worker.ts';

export interface ResourceReader {
  /** What each resource holds, in the order given. Pages are read one after the other. */
  read(resources: readonly FetchedResource[]): Promise<readonly ReadResource[]>;
  /** Gives the thread back; a page that is being read is still answered. */
  close(): void;
}

const LIMIT_MS = 2_000;
/** A thread that was stopped in this page before gets less patience. */
const LATER_LIMIT_MS = 500;

/**
 * A reader for the resources of a calendar, page by page, in one thread for a whole synchronisation. A resource that
 * takes longer than `limitMs`, or more memory than the thread has, is skipped by name, and another thread goes on
 * behind it: every page is answered in full.
 */
export function openResourceReader({
  calendarId,
  format,
  zone,
  window,
  limitMs = LIMIT_MS,
}: {
  readonly calendarId: CalendarId;
  readonly format: ResourceFormat;
  readonly zone: string;
  readonly window: ReadingWindow;
  readonly limitMs?: number;
}): ResourceReader {
  const worker = takeReadingWorker();

  async function readPage(resources: readonly FetchedResource[]): Promise<readonly ReadResource[]> {
    const read: ReadResource[] = [];
    const skip: number[] = [];
    const texts = resources.map(({ ref, text }) => ({ ref, text }));
    for (;;) {
      const task = {
        kind: 'resources' as const,
        resources: texts,
        format,
        calendarId,
        name: calendarId,
        window,
        zone,
        limitMs,
        start: read.length,
        skip,
        placed: 0,
      };
      const unitMs = skip.length === 0 ? limitMs : Math.min(limitMs, LATER_LIMIT_MS);
      const answer = await worker.run(task, { openingMs: limitMs, unitMs }, (batch) => {
        if (batch.kind === 'resources') read.push(...batch.resources);
      });
      if (answer.kind === 'end') return read;
      // Each casualty is a resource of its own, so that a page ends.
      skip.push(answer.unit ?? read.length);
    }
  }

  let last: Promise<unknown> = Promise.resolve();
  return {
    read(resources) {
      const page = last.then(() => readPage(resources));
      // Whoever asked hears of the failure; the next page starts anew.
      last = page.catch(() => undefined);
      return page;
    },
    close() {
      void last.then(() => worker.release());
    },
  };
}
