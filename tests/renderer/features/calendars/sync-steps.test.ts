import { describe, expect, test } from 'vitest';
import type { CalendarSourceView, SyncProgress } from '#contract/calendars.ts';
import { calendarId } from '#contract/ids.ts';
import { followSteps, type HeardSteps, sayNews } from '#renderer/features/calendars/sync-steps.ts';
import { en } from '#renderer/ui/text/en.ts';
import { createFormat } from '#renderer/ui/text/format.ts';
import { nl } from '#renderer/ui/text/nl.ts';
import { createCalendar } from '#tests/renderer/support/calendars.ts';

const english = { language: 'en', words: en, format: createFormat('en') } as const;
const dutch = { language: 'nl', words: nl, format: createFormat('nl') } as const;

const work = (sync: SyncProgress | null, changes: Partial<CalendarSourceView> = {}): CalendarSourceView =>
  createCalendar({ id: calendarId('work'), name: 'Work', kind: 'caldav', events: 0, sync, ...changes });

function hear(stages: readonly CalendarSourceView[], text: typeof english | typeof dutch = english) {
  let heard: HeardSteps = new Map();
  return stages.map((stage) => {
    const followed = followSteps(heard, [stage]);
    heard = followed.heard;
    return followed.news.map((news) => sayNews(news, text)).join(' ');
  });
}

describe('what a listener hears of a long reading', () => {
  test('its start, its quarters and its end, and nothing between', () => {
    const stages = [0, 400, 2600, 2700, 4200, 5100, 9900].map((done) => work({ done, total: 10_000 }));
    expect(hear([...stages, work(null, { events: 10_000 })])).toEqual([
      'Reading Work …',
      '',
      'Work: 25 percent read.',
      '',
      '',
      'Work: 50 percent read.',
      'Work: 75 percent read.',
      'Work is read: 10,000 events.',
    ]);
  });

  test('a server that names no total is told of twice', () => {
    const stages = [0, 100, 900].map((done) => work({ done, total: null }));
    expect(hear([...stages, work(null, { events: 1 })])).toEqual([
      'Reading Work …',
      '',
      '',
      'Work is read: 1 event.',
    ]);
  });

  test('one that ends badly says why', () => {
    const trouble = { kind: 'offline', text: 'No connection.', since: '2026-06-04T09:00:00Z' } as const;
    expect(hear([work({ done: 5, total: 900 }), work(null, { trouble })], dutch)).toEqual([
      'Work wordt gelezen …',
      'Work: No connection.',
    ]);
  });

  test('a few changes to a calendar that is read already are nobody’s news', () => {
    const stages = [0, 3, 12].map((done) => work({ done, total: 12 }, { events: 900 }));
    expect(hear([...stages, work(null, { events: 903 })])).toEqual(['', '', '', '']);
  });
});
