import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inviteId } from '#contract/ids.ts';
import type { InviteState } from '#contract/invites.ts';
import { isoDate } from '#contract/time.ts';
import { computeTrayState, type TrayFacts } from '#main/electron/tray/tray-state.ts';
import { createInvite, createProposal, sent } from '#tests/main/notices/notice-world.ts';

/** Tuesday 2 June 2026, nothing planned. */
function facts(outlook: Partial<TrayFacts['outlook']> = {}, changes: Partial<TrayFacts> = {}): TrayFacts {
  return {
    outlook: {
      now: '2026-06-02T09:00:00+02:00',
      today: isoDate('2026-06-02'),
      proposals: [],
      invites: [],
      ...outlook,
    },
    status: { language: 'en', noticesPausedUntil: null },
    showsTitle: true,
    ...changes,
  };
}
const dutch = { status: { language: 'nl', noticesPausedUntil: null } } as const;

describe('tooltip and title', () => {
  it('name the next get-together', () => {
    const invites = [createInvite(sent)];
    const state = computeTrayState(facts({ invites }));
    expect(state.tooltip).toBe('Thu 18:00: Grill with Priya and Sam');
    expect(state.title).toBe('Thu - grill with Priya and Sam');
    expect(computeTrayState(facts({ invites }, dutch))).toMatchObject({
      tooltip: 'do 18:00: Grill met Priya en Sam',
      title: 'do - grill met Priya en Sam',
    });
  });

  it('say today and tomorrow', () => {
    const invites = [createInvite(sent)];
    const on = (date: string) =>
      computeTrayState(facts({ invites, today: isoDate(date), now: `${date}T09:00:00+02:00` })).tooltip;
    expect(on('2026-06-03')).toMatch(/^Tomorrow 18:00/);
    expect(on('2026-06-04')).toMatch(/^Today 18:00/);
  });

  it('know of none that is over, cancelled, or not on its way to anybody yet', () => {
    const states: InviteState[] = [
      { kind: 'undo-window', sendsAt: '2026-06-02T09:00:10+02:00' },
      { kind: 'cancelled', at: '2026-06-01T09:00:00+02:00' },
    ];
    const invites = states.map((state) => createInvite(state));
    const none = computeTrayState(facts({ invites }));
    expect(none).toMatchObject({ tooltip: 'Golden Hour: nothing planned yet', title: '' });
    const over = facts({ invites: [createInvite(sent)], now: '2026-06-04T20:30:00+02:00' });
    expect(computeTrayState(over).title).toBe('');
  });

  it('shows a title only where the user wants one', () => {
    const state = computeTrayState(facts({ invites: [createInvite(sent)] }, { showsTitle: false }));
    expect(state).toMatchObject({ title: '', tooltip: expect.stringContaining('Grill') });
  });

  it('has at most 30 characters beside the icon and 127 in the tooltip, none of them cut in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        const [guest] = createInvite(sent).guests;
        const guests = guest === undefined ? [] : [{ ...guest, name }];
        const { title, tooltip } = computeTrayState(facts({ invites: [createInvite(sent, {}, { guests })] }));
        expect([...new Intl.Segmenter().segment(title)].length).toBeLessThanOrEqual(30);
        expect([...new Intl.Segmenter().segment(tooltip)].length).toBeLessThanOrEqual(127);
        expect(title.isWellFormed()).toBe(true);
      }),
    );
    const [guest] = createInvite(sent).guests;
    const long = guest === undefined ? [] : [{ ...guest, name: 'Maximiliana Featherstone' }];
    const { title } = computeTrayState(facts({ invites: [createInvite(sent, {}, { guests: long })] }));
    expect(title).toBe('Thu - grill with Maximiliana…');
  });
});

describe('the dot', () => {
  it('shows what wants a decision today', () => {
    const asks: InviteState = { kind: 'slot-taken', reason: 'taken' };
    expect(computeTrayState(facts()).hasDot).toBe(false);
    expect(computeTrayState(facts({ invites: [createInvite(asks)] })).hasDot).toBe(true);
    expect(computeTrayState(facts({ invites: [createInvite(sent)] })).hasDot).toBe(false);
    expect(computeTrayState(facts({ proposals: [createProposal()] })).hasDot).toBe(false);
    const today = isoDate('2026-06-02');
    expect(computeTrayState(facts({ proposals: [createProposal({ date: today })] })).hasDot).toBe(true);
  });
});

describe('undo and pause', () => {
  it('takes back what leaves first', () => {
    const pending = (id: string, second: string) =>
      createInvite(
        { kind: 'undo-window', sendsAt: `2026-06-02T09:00:${second}+02:00` },
        {},
        { id: inviteId(id) },
      );
    const state = computeTrayState(facts({ invites: [pending('late', '20'), pending('early', '10')] }));
    expect(state.undo).toEqual({ inviteId: 'early', label: 'Undo: Grill with Priya and Sam' });
    expect(computeTrayState(facts()).undo).toBeNull();
  });

  it('knows of a pause', () => {
    const status = { language: 'en', noticesPausedUntil: '2026-06-03T00:00:00+02:00' } as const;
    expect(computeTrayState(facts({}, { status })).isPaused).toBe(true);
  });
});
