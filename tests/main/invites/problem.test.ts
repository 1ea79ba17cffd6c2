import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#contract/vocabulary.ts';
import { describeProblem, type Problem } from '#main/invites/problem.ts';
import { FRIDAY_18 } from './fixtures.ts';

const PROBLEMS = {
  offline: { kind: 'offline' },
  temporary: { kind: 'temporary', detail: '450 busy' },
  refused: { kind: 'refused', emails: ['a@b'], detail: '550 unknown' },
  unauthorized: { kind: 'unauthorized', detail: '535 wrong' },
  misconfigured: { kind: 'misconfigured', detail: 'no TLS' },
  unknown: { kind: 'unknown', emails: ['a@b'] },
  late: { kind: 'late' },
  past: { kind: 'past' },
  taken: { kind: 'taken', title: 'Dentist' },
  calendar: { kind: 'calendar', failure: 'temporary', detail: 'The server answered 503.' },
  gone: { kind: 'gone', guestsWereTold: true },
  moved: { kind: 'moved', startMs: FRIDAY_18, zone: 'Europe/Amsterdam' },
  unreached: { kind: 'unreached', emails: ['a@b'] },
} satisfies { readonly [Kind in Problem['kind']]: Problem };

describe('describeProblem', () => {
  it.each(Object.values(PROBLEMS).map((problem) => [problem.kind, problem] as const))(
    '%s, in both languages',
    (_kind, problem) => {
      const [english, dutch] = LANGUAGES.map((language) => describeProblem(problem, language));
      expect(english).not.toBe(dutch);
    },
  );

  it.each([
    [PROBLEMS.temporary, '450 busy'],
    [PROBLEMS.refused, 'a@b'],
    [PROBLEMS.refused, '550 unknown'],
    [PROBLEMS.unauthorized, '535 wrong'],
    [PROBLEMS.misconfigured, 'no TLS'],
    [PROBLEMS.unknown, 'a@b'],
    [PROBLEMS.taken, 'Dentist'],
    [PROBLEMS.calendar, '503.'],
    [PROBLEMS.moved, '18:00'],
    [PROBLEMS.unreached, 'a@b'],
  ])('%o names %s', (problem, value) => {
    for (const language of LANGUAGES) expect(describeProblem(problem, language)).toContain(value);
  });

  it.each([
    'offline',
    'temporary',
    'refused',
    'unauthorized',
    'misconfigured',
    'unknown',
    'occupied',
    'contested',
    'silent',
    'permission',
    'paused',
  ] as const)('the calendar: %s, in both languages, on one line', (failure) => {
    const said = LANGUAGES.map((language) =>
      describeProblem({ kind: 'calendar', failure, detail: '' }, language),
    );
    expect(new Set(said).size).toBe(2);
    expect(said.join()).not.toMatch(/\n| {2}|: \p{Lu}/u);
  });

  it('says of what was deleted whether the guests know', () => {
    for (const language of LANGUAGES) {
      const [told, untold] = [true, false].map((guestsWereTold) =>
        describeProblem({ kind: 'gone', guestsWereTold }, language),
      );
      expect(told).not.toBe(untold);
    }
  });

  it('does without the title of what took the slot', () => {
    expect(describeProblem({ kind: 'taken', title: null }, 'nl')).toBe(
      'De plek in je agenda is intussen bezet. Er is niets verstuurd.',
    );
  });
});
