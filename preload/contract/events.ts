import type { InviteId } from './ids.ts';

/** What a host pushes to its pages. */
export interface Events {
  /** Something changed that a screen may show: read it again. */
  changed: { readonly what: 'outlook' | 'people' | 'settings' | 'activities' };
  'invite.changed': { readonly inviteId: InviteId };
  /** Long work: a first read of a large file. */
  progress: { readonly task: string; readonly done: number; readonly total: number };
}

export type EventName = keyof Events;
