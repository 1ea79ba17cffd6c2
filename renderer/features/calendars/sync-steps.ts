import type { CalendarSourceView, SyncProgress } from '#contract/calendars.ts';
import type { CalendarId } from '#contract/ids.ts';
import { isLongReading } from '#renderer/features/sync-text.ts';
import type { Text } from '#renderer/ui/text/text.tsx';

const QUARTERS = 4;

export type SyncNews =
  | { readonly kind: 'started'; readonly calendar: CalendarSourceView }
  | { readonly kind: 'part'; readonly calendar: CalendarSourceView; readonly percent: number }
  | { readonly kind: 'ended'; readonly calendar: CalendarSourceView };

/** Of each calendar that is being read, the quarter that was told of last. */
export type HeardSteps = ReadonlyMap<CalendarId, number>;

const quarterOf = ({ done, total }: SyncProgress): number =>
  total === null || total === 0 ? 0 : Math.min(QUARTERS - 1, Math.floor((done / total) * QUARTERS));

/** What a listener is told: that a long reading starts, its quarters and its end, and nothing of the steps between. */
export function followSteps(
  heard: HeardSteps,
  calendars: readonly CalendarSourceView[],
): { readonly heard: HeardSteps; readonly news: readonly SyncNews[] } {
  const next = new Map<CalendarId, number>();
  const news: SyncNews[] = [];
  for (const calendar of calendars) {
    const before = heard.get(calendar.id);
    if (calendar.sync === null) {
      if (before !== undefined) news.push({ kind: 'ended', calendar });
      continue;
    }
    if (before === undefined && !isLongReading(calendar)) continue;
    const quarter = quarterOf(calendar.sync);
    next.set(calendar.id, Math.max(quarter, before ?? 0));
    if (before === undefined) news.push({ kind: 'started', calendar });
    else if (quarter > before) news.push({ kind: 'part', calendar, percent: (quarter * 100) / QUARTERS });
  }
  return { heard: next, news };
}

export function sayNews(news: SyncNews, { words, format }: Text): string {
  const { progress, eventCount } = words.calendars;
  const { name, events, trouble } = news.calendar;
  switch (news.kind) {
    case 'started':
      return progress.started(name);
    case 'part':
      return progress.part(name, news.percent);
    case 'ended':
      return trouble === null
        ? progress.ended(name, eventCount(format.number(events), events === 1))
        : progress.failed(name, trouble.text);
  }
}
