import { describe, expect, test } from 'vitest';
import { inviteId } from '#contract/ids.ts';
import type { InviteView } from '#contract/invites.ts';
import type { OutlookView, ProposalView } from '#contract/outlook.ts';
import {
  arrangeWeek,
  countLater,
  describeQuiet,
  listDay,
  listGuests,
  moveInList,
} from '#renderer/features/week/week-rows.ts';
import { en } from '#renderer/ui/text/en.ts';
import { createFormat } from '#renderer/ui/text/format.ts';
import { nl } from '#renderer/ui/text/nl.ts';
import { createPeople } from '#tests/renderer/support/people.ts';
import { createOutlook, span } from '#tests/renderer/support/plan.ts';

const english = { language: 'en', words: en, format: createFormat('en') } as const;
const dutch = { language: 'nl', words: nl, format: createFormat('nl') } as const;
const plan = createOutlook(createPeople());

function firstIdea({ proposals }: OutlookView): ProposalView {
  const [idea] = proposals;
  if (idea === undefined) throw new Error('The scripted plan has lost its ideas.');
  return idea;
}

function inviteFor(idea: ProposalView, state: InviteView['state']): InviteView {
  const { date, start, end, activity } = idea;
  return {
    id: inviteId('asked'),
    proposalId: idea.id,
    activity,
    date,
    span: idea.span,
    start,
    end,
    guests: idea.guests.map((guest) => ({ ...guest, answer: 'needs-action', comment: null })),
    state,
    sequence: 0,
    step: 'create',
    location: null,
    fallbackName: null,
    calendarName: null,
  };
}

describe('arrangeWeek', () => {
  test('is seven rows, today first, each with something to say', () => {
    const rows = arrangeWeek(plan);
    expect(rows.map(({ day }) => day.date)).toEqual([
      '2026-06-04',
      '2026-06-05',
      '2026-06-06',
      '2026-06-07',
      '2026-06-08',
      '2026-06-09',
      '2026-06-10',
    ]);
    expect(rows.map(({ entries }) => entries.map(({ kind }) => kind))).toEqual([
      ['proposal'],
      ['quiet'],
      ['quiet'],
      ['quiet'],
      ['quiet'],
      ['quiet'],
      ['proposal'],
    ]);
  });

  test('an idea keeps its name while it is an invite, and after that was undone', () => {
    const idea = firstIdea(plan);
    const [before] = arrangeWeek(plan)[0]?.entries ?? [];
    const asked = inviteFor(idea, { kind: 'undo-window', sendsAt: '2026-06-04T09:20:10+02:00' });
    const undone = inviteFor(idea, { kind: 'cancelled', at: '2026-06-04T09:20:05+02:00' });
    const [during] = arrangeWeek({ ...plan, invites: [asked] })[0]?.entries ?? [];
    const [after] = arrangeWeek({ ...plan, invites: [undone] })[0]?.entries ?? [];
    expect(during).toMatchObject({ kind: 'invite', key: before?.key });
    expect(after).toEqual(before);
  });

  test('two on one day are both there, by the clock', () => {
    const idea = firstIdea(plan);
    const lunch = {
      ...inviteFor(idea, { kind: 'sent', at: '2026-06-03T09:00:00+02:00' }),
      proposalId: null,
      span: span('12:00', '13:00'),
    };
    const [today] = arrangeWeek({ ...plan, invites: [lunch] });
    expect(today?.entries.map(({ kind }) => kind)).toEqual(['invite', 'proposal']);
    expect(listGuests(today?.entries ?? [])).toHaveLength(2 * idea.guests.length);
  });
});

test('ideas after the seven days are counted', () => {
  expect(countLater(plan)).toBe(1);
  expect(countLater({ ...plan, proposals: [] })).toBe(0);
});

describe('describeQuiet', () => {
  const [, friday] = plan.days;
  if (friday === undefined) throw new Error('The scripted plan has lost its days.');

  test('says why not, as a sentence', () => {
    expect(describeQuiet({ ...friday, resting: ['likely wet all day'] }, english)).toBe('Likely wet all day');
    expect(describeQuiet({ ...friday, resting: ['School play', 'wet at noon'] }, english)).toBe(
      'School play, wet at noon',
    );
  });

  test('without a reason says what is free', () => {
    const open = { ...friday, resting: [] };
    expect(describeQuiet(open, english)).toBe('Free from 12:00');
    expect(describeQuiet({ ...open, openings: [] }, english)).toBe('Nothing free');
    expect(describeQuiet(open, dutch)).toBe('Vrij vanaf 12:00');
  });

  test('what lies in it and what is free, by the clock', () => {
    expect(listDay(friday).map(({ block }) => block?.title ?? null)).toEqual([
      'Pipeline',
      null,
      'Stand-up platform',
      null,
      'Date night',
    ]);
  });
});

describe('moveInList', () => {
  const keys = ['a', 'b', 'c'];
  test.each([
    ['a', 'ArrowDown', 'b'],
    ['b', 'ArrowUp', 'a'],
    ['c', 'ArrowDown', 'c'],
    ['a', 'ArrowUp', 'a'],
    ['b', 'Home', 'a'],
    ['b', 'End', 'c'],
    ['b', 'Enter', null],
  ])('from %s, %s leads to %s', (from, pressed, to) => {
    expect(moveInList(keys, from, pressed)).toBe(to);
  });
});
