import type { Brand } from '#main/kernel/brand.ts';

/** Branded identities: passing one for another fails to compile. */

export type PersonId = Brand<string, 'PersonId'>;
export type ActivityId = Brand<string, 'ActivityId'>;
export type ProposalId = Brand<string, 'ProposalId'>;
export type InviteId = Brand<string, 'InviteId'>;
export type CalendarId = Brand<string, 'CalendarId'>;
export type AccountId = Brand<string, 'AccountId'>;

// The one place where a plain string becomes an identity.
export const personId = (text: string): PersonId => text as PersonId;
export const activityId = (text: string): ActivityId => text as ActivityId;
export const proposalId = (text: string): ProposalId => text as ProposalId;
export const inviteId = (text: string): InviteId => text as InviteId;
export const calendarId = (text: string): CalendarId => text as CalendarId;
export const accountId = (text: string): AccountId => text as AccountId;

/** Golden Hour's own calendar, into which sent invites are written. */
export const LOCAL_CALENDAR: CalendarId = calendarId('golden-hour');
