import { describe, expect, test } from 'vitest';
import type { InviteView } from '#contract/invites.ts';
import {
  describeState,
  describeWhen,
  firstNames,
  nameInviteCard,
  nameProposalCard,
  explainState,
} from '#renderer/features/describe-plan.ts';
import { en } from '#renderer/ui/text/en.ts';
import { createFormat } from '#renderer/ui/text/format.ts';
import { nl } from '#renderer/ui/text/nl.ts';
import type { Text } from '#renderer/ui/text/text.tsx';
import { createPeople } from '#tests/renderer/support/people.ts';
import { createOutlook } from '#tests/renderer/support/plan.ts';

const english: Text = { language: 'en', words: en, format: createFormat('en') };
const dutch: Text = { language: 'nl', words: nl, format: createFormat('nl') };
const plan = createOutlook(createPeople());
const [grill, , picnic] = plan.proposals;
const [dinner] = plan.invites;
if (grill === undefined || picnic === undefined || dinner === undefined) {
  throw new Error('The scripted plan has lost its cards.');
}
const inState = (state: InviteView['state']): InviteView => ({ ...dinner, state });

test('firstNames are short where that is enough', () => {
  expect(firstNames([{ name: 'Priya Raman' }, { name: 'Sam Okafor' }, { name: 'Sam Stone' }])).toEqual([
    'Priya',
    'Sam Okafor',
    'Sam Stone',
  ]);
});

describe('names of cards', () => {
  test('say what, who, when and how sure', () => {
    expect(nameProposalCard(grill, english)).toBe(
      'Idea: Grill at home with Priya Raman and Sam Okafor, Thursday 4 June, 18:00–20:30',
    );
    expect(nameProposalCard(picnic, dutch)).toBe(
      'Idee in potlood: Picnic met Aiko Tanaka en Tom de Vries, zaterdag 13 juni, 11:00–13:00',
    );
    expect(nameInviteCard(dinner, english)).toBe(
      'Dinner out with Rachel Stein and Jonas Weber, Thursday 11 June, 18:30–20:30. ' +
        'Sent, waiting for 1 answer, Rachel Stein said yes',
    );
  });
});

describe('describeState', () => {
  test('counts the answers that are missing, and says when all said yes or all said no', () => {
    expect(describeState(dinner, english)).toBe('Sent, waiting for 1 answer');
    const all = {
      ...dinner,
      guests: dinner.guests.map((guest) => ({ ...guest, answer: 'accepted' as const })),
    };
    expect(describeState(all, english)).toBe('Sent, everybody said yes');
    const none = {
      ...dinner,
      guests: dinner.guests.map((guest) => ({ ...guest, answer: 'declined' as const })),
    };
    expect(describeState(none, english)).toBe('Sent, nobody can come');
    const mixed = {
      ...dinner,
      guests: dinner.guests.map((guest, index) => ({
        ...guest,
        answer: index === 0 ? ('declined' as const) : ('accepted' as const),
      })),
    };
    expect(describeState(mixed, dutch)).toBe('Verstuurd');
  });
});

describe('what happened to an invite after it had left', () => {
  test.each([
    ['gone', 'Deleted in your calendar', 'Verwijderd in je agenda'],
    ['moved', 'Moved in your calendar', 'Verplaatst in je agenda'],
    ['unreached', 'Not everybody was reached', 'Niet iedereen is bereikt'],
  ] as const)('%s is not said to have failed', (cause, inEnglish, inDutch) => {
    const invite: InviteView = { ...dinner, state: { kind: 'still-send', reason: 'So it is.', cause } };
    expect(describeState(invite, english)).toBe(inEnglish);
    expect(describeState(invite, dutch)).toBe(inDutch);
  });
});

describe('explainState', () => {
  test.each<[InviteView['state'], readonly string[]]>([
    [
      { kind: 'handed-over', at: plan.now },
      ['Handed to your mail 09:20.', 'Nothing has left yet. Send the message from your mail program.'],
    ],
    [
      { kind: 'failed', reason: 'The server refused the login.', retryAt: '2026-06-04T09:40:00+02:00' },
      ['Did not leave.', 'The server refused the login.', 'It is tried again at 09:40.'],
    ],
    [
      { kind: 'slot-taken', reason: 'Acme is there now.' },
      ['Your calendar has changed', 'Acme is there now.'],
    ],
    [
      { kind: 'failed', reason: 'Allow it.', retryAt: null, hold: 'permission' },
      ['Needs your permission.', 'Allow it.'],
    ],
    [
      { kind: 'failed', reason: 'Later.', retryAt: '2026-06-04T11:30:00+02:00', hold: 'paused' },
      ['Google takes a break.', 'Later.', 'It is tried again at 11:30.'],
    ],
    [{ kind: 'cancelled', at: plan.now }, ['Called off 09:20.']],
    [{ kind: 'sending' }, ['Sending.']],
  ])('%o', (state, sentences) => {
    expect(explainState(inState(state), plan, english)).toEqual(sentences);
  });

  test('an update says that it is one', () => {
    const moving: InviteView = { ...inState({ kind: 'undo-window', sendsAt: plan.now }), step: 'move' };
    expect(explainState(moving, plan, english).at(-1)).toBe('The guests get one update of the same invite.');
  });
});

test('describeWhen', () => {
  expect(describeWhen(grill.date, grill.span, dutch)).toBe('donderdag 4 juni, 18:00–20:30');
});
