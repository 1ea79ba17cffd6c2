import { activityId, inviteId, personId, proposalId } from '#contract/ids.ts';
import type { InviteContent, InviteDraft, InviteGuest, InviteRecord } from '#main/invites/invite.ts';
import { parseInstant } from '#main/kernel/zone.ts';

/** A Monday morning in Amsterdam. */
export const NOW = parseInstant('2026-06-01T09:00:00+02:00');
export const THURSDAY_18 = parseInstant('2026-06-04T18:00:00+02:00');
export const FRIDAY_18 = parseInstant('2026-06-05T18:00:00+02:00');
const HOUR_MS = 3_600_000;

export const priya: InviteGuest = {
  personId: personId('p-priya'),
  name: 'Priya Nair',
  email: 'priya@example.org',
  circle: 'peers',
  language: 'en',
  zone: null,
};

export const joost: InviteGuest = {
  personId: personId('p-joost'),
  name: 'Joost de Vries',
  email: 'joost@example.nl',
  circle: 'customers',
  language: 'nl',
  zone: 'America/New_York',
};

export const grill: InviteContent = {
  activity: {
    id: activityId('grill'),
    name: { en: 'Grill at home', nl: 'Thuis barbecueën' },
    setting: 'outdoor',
  },
  fallback: { id: activityId('dinner'), name: { en: 'Dinner at home', nl: 'Thuis eten' } },
  interval: { startMs: THURSDAY_18, endMs: THURSDAY_18 + 2.5 * HOUR_MS },
  zone: 'Europe/Amsterdam',
  location: 'Keizersgracht 1, Amsterdam',
  organizer: { name: 'Alex Jansen', email: 'alex@example.com' },
  language: 'en',
  coHost: null,
  guests: [priya, joost],
  edited: null,
};

export const draft: InviteDraft = {
  proposalId: proposalId('prop-1'),
  route: 'smtp',
  home: null,
  content: grill,
};

/** An invite that has been confirmed and waits in its undo window. */
export const waiting: InviteRecord = {
  id: inviteId('inv-1'),
  uid: 'inv-1@golden-hour',
  proposalId: proposalId('prop-1'),
  route: 'smtp',
  calendar: null,
  createdAtMs: NOW,
  content: grill,
  sequence: 0,
  step: 'create',
  state: { kind: 'undo-window', sendsAtMs: NOW + 10_000 },
  dueMs: NOW + 10_000,
  stampMs: NOW,
  checksSlot: true,
  settled: null,
  deliveries: [priya, joost].map(({ email }) => ({
    email,
    sequence: 0,
    state: 'pending',
    attempts: 0,
    detail: null,
  })),
  answers: [],
};

/** The same one after everybody got it. */
export const sent: InviteRecord = {
  ...waiting,
  state: { kind: 'sent', atMs: NOW + 11_000 },
  deliveries: waiting.deliveries.map((delivery) => ({ ...delivery, state: 'delivered', attempts: 1 })),
};
