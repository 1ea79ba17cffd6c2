import type { SyncProgress } from './calendars.ts';
import type { CalendarId, InviteId } from './ids.ts';

/** What a host pushes to its pages. */
export interface Events {
  /** Something changed that a screen may show: read it again. */
  changed: { readonly what: 'outlook' | 'people' | 'settings' | 'activities' | 'calendars' };
  'invite.changed': { readonly inviteId: InviteId };
  /** A synchronisation goes on; null: it has ended, well or not. */
  'calendar.progress': { readonly calendarId: CalendarId; readonly sync: SyncProgress | null };
  /** Long work: a first read of a large file. */
  progress: { readonly task: string; readonly done: number; readonly total: number };
}

export type EventName = keyof Events;
