import { describe, expect, it } from 'vitest';
import type { OutboxState } from '#main/invites/state.ts';
import { viewInvite } from '#main/invites/view.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import { grill, NOW, priya, sent, waiting } from './fixtures.ts';

describe('viewInvite', () => {
  it('shows an invite in the user’s zone and language', () => {
    const view = viewInvite(
      { ...waiting, content: { ...grill, guests: [priya] } },
      'America/New_York',
      'nl',
      'Work',
    );
    expect(view).toEqual({
      id: 'inv-1',
      proposalId: 'prop-1',
      activity: { id: 'grill', name: 'Thuis barbecueën' },
      date: '2026-06-04',
      span: { from: 720, until: 870 },
      start: '2026-06-04T12:00:00-04:00',
      end: '2026-06-04T14:30:00-04:00',
      guests: [
        {
          personId: 'p-priya',
          name: 'Priya Nair',
          initials: 'PN',
          email: 'priya@example.org',
          circle: 'peers',
          answer: 'needs-action',
          comment: null,
        },
      ],
      state: { kind: 'undo-window', sendsAt: '2026-06-01T03:00:10-04:00' },
      sequence: 0,
      step: 'create',
      location: 'Keizersgracht 1, Amsterdam',
      fallbackName: 'Thuis eten',
      calendarName: 'Work',
    });
  });

  it('cuts a span at midnight', () => {
    const interval = { ...grill.interval, endMs: parseInstant('2026-06-05T01:00:00+02:00') };
    expect(
      viewInvite({ ...sent, content: { ...grill, interval } }, 'Europe/Amsterdam', 'en', null).span,
    ).toEqual({
      from: 1080,
      until: 1440,
    });
  });

  const at = '2026-06-01T09:00:00+02:00';
  it.each<readonly [OutboxState, object]>([
    [{ kind: 'sending' }, { kind: 'sending' }],
    [
      { kind: 'sent', atMs: NOW },
      { kind: 'sent', at },
    ],
    [
      { kind: 'handed-over', atMs: NOW },
      { kind: 'handed-over', at },
    ],
    [
      { kind: 'cancelled', atMs: NOW },
      { kind: 'cancelled', at },
    ],
    [
      { kind: 'failed', problem: { kind: 'offline' }, retryAtMs: NOW },
      {
        kind: 'failed',
        reason: 'The mail server cannot be reached. It leaves as soon as there is a connection.',
        retryAt: at,
      },
    ],
    [
      { kind: 'failed', problem: { kind: 'gone', guestsWereTold: false }, retryAtMs: null },
      {
        kind: 'failed',
        reason: expect.stringContaining('deleted in your calendar'),
        retryAt: null,
        cause: 'gone',
      },
    ],
    [
      { kind: 'still-send', problem: { kind: 'moved', startMs: NOW, zone: 'Europe/Amsterdam' } },
      { kind: 'still-send', reason: expect.stringContaining('moved in your calendar'), cause: 'moved' },
    ],
    [
      { kind: 'still-send', problem: { kind: 'late' } },
      { kind: 'still-send', reason: 'It should have left more than an hour ago. Still send it?' },
    ],
    [
      { kind: 'slot-taken', problem: { kind: 'taken', title: 'Dentist' } },
      { kind: 'slot-taken', reason: "Your calendar now has 'Dentist' there. Nothing was sent." },
    ],
  ])('shows %o', (state, expected) => {
    expect(viewInvite({ ...sent, state }, 'Europe/Amsterdam', 'en', null).state).toEqual(expected);
  });
});
