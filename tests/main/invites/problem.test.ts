import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#contract/vocabulary.ts';
import { describeProblem, type Problem } from '#main/invites/problem.ts';

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
} satisfies { readonly [Kind in Problem['kind']]: Problem };

describe('describeProblem', () => {
  it.each(Object.values(PROBLEMS).map((problem) => [problem.kind, problem] as const))(
    '%s, in both languages',
    (_kind, problem) => {
      const [english, dutch] = LANGUAGES.map((language) => describeProblem(problem, language));
      expect(english).not.toBe(dutch);
      const { kind: _, ...said } = problem;
      for (const value of Object.values(said).map(String)) {
        expect(english).toContain(value);
        expect(dutch).toContain(value);
      }
    },
  );

  it('does without the title of what took the slot', () => {
    expect(describeProblem({ kind: 'taken', title: null }, 'nl')).toBe(
      'De plek in je agenda is intussen bezet. Er is niets verstuurd.',
    );
  });
});
