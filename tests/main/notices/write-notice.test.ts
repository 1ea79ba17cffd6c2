import { describe, expect, it } from 'vitest';
import { writeNotice } from '#main/notices/write-notice.ts';
import { decideNotices } from '#main/notices/decide-notices.ts';
import { at, createInvite, createProposal, createState, sent } from './notice-world.ts';

const write = (language: 'en' | 'nl', state: Parameters<typeof createState>[0], wall: string) =>
  decideNotices(createState(state), at(wall)).map((notice) => writeNotice(notice, language));

describe('a notification', () => {
  it('of the weekly plan names who, when and what, and opens the week', () => {
    expect(write('en', {}, '2026-06-01T09:00')).toEqual([
      {
        id: 'weekly-plan:2026-06-01',
        kind: 'weekly-plan',
        title: 'An idea for your week',
        body: 'Grill with Priya, Sam and Noor, Thu 18:00',
        page: 'week',
        turnOff: 'Not any more',
      },
    ]);
    const proposals = [1, 2, 3, 4].map(() => createProposal());
    const [dutch] = write('nl', { proposals }, '2026-06-01T09:00');
    expect(dutch?.title).toBe('4 ideeën voor je week');
    expect(dutch?.body.split('\n')).toEqual(
      Array.from({ length: 3 }, () => 'Grill met Priya, Sam en Noor, do 18:00'),
    );
  });

  it('of a decision asks', () => {
    const invites = [createInvite({ kind: 'slot-taken', reason: 'An event came between.' })];
    expect(write('en', { invites }, '2026-06-03T09:00')).toMatchObject([
      { title: 'That time is taken now', body: 'Grill with Priya and Sam', page: 'week' },
    ]);
    expect(write('nl', { invites }, '2026-06-03T09:00')).toMatchObject([{ title: 'Dat moment is nu bezet' }]);
  });

  it('of the morning after asks, and opens the week', () => {
    const happenedAsks = [createInvite(sent)];
    expect(write('en', { happenedAsks }, '2026-06-05T09:00')).toMatchObject([
      { kind: 'happened', title: 'Did it happen?', body: 'Grill with Priya and Sam', page: 'week' },
    ]);
    expect(write('nl', { happenedAsks }, '2026-06-05T09:00')).toMatchObject([
      { title: 'Is het doorgegaan?', body: 'Grill met Priya en Sam', turnOff: 'Niet meer' },
    ]);
  });

  it('of answers tells one by name, several by number', () => {
    const one = [createInvite(sent, { Sam: 'tentative' })];
    expect(write('en', { invites: one }, '2026-06-03T09:00')).toMatchObject([
      { title: 'Sam said maybe', body: 'To: Grill', page: 'outlook' },
    ]);
    const two = [createInvite(sent, { Priya: 'accepted', Sam: 'declined' })];
    expect(write('nl', { invites: two }, '2026-06-03T09:00')).toMatchObject([
      { title: '2 antwoorden', body: 'Priya zei ja\nSam kan niet', turnOff: 'Niet meer' },
    ]);
  });
});
