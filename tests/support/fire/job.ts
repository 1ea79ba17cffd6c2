import type { SmtpAccount } from '#contract/settings.ts';
import type { EpochMs } from '#contract/time.ts';
import type { KillPoint } from '#main/invites/kill-points.ts';

/** Dies when it passes the point for the `ordinal`th time, counted from 1. */
export interface Death {
  readonly at: KillPoint;
  readonly ordinal: number;
}

/** A calendar on a server into which invites are written. */
export type JobCalendar =
  | {
      readonly kind: 'caldav';
      /** Its address, with a slash at the end. */
      readonly collection: string;
      readonly user: string;
      readonly password: string;
      readonly mailsGuests: boolean;
    }
  | {
      readonly kind: 'google';
      readonly apiRoot: string;
      /** The calendar's id. */
      readonly calendarRef: string;
      readonly token: string;
      readonly mailsGuests: true;
    };

/** What one sending process does: opens the store, sends what is due at each hour of its clock, and ends. */
export interface SenderJob {
  readonly storePath: string;
  readonly smtp: { readonly account: SmtpAccount; readonly password: string };
  /** Null: by mail only. */
  readonly calendar: JobCalendar | null;
  /** What its clock says in each round. */
  readonly rounds: readonly EpochMs[];
  /** Between two rounds, in real time. */
  readonly pauseMs: number;
  readonly death: Death | null;
}

export const nameOf = ({ step, channel, point }: KillPoint): string => `${step} ${channel} ${point}`;
