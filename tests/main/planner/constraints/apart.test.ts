import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Circle } from '#contract/vocabulary.ts';
import type { Person } from '#main/people/person.ts';
import { type ApartReason, apartReason } from '#main/planner/constraints/apart.ts';
import { makePerson, makeSettings } from '#tests/support/planner/world.ts';

const settings = makeSettings();
const mixing = makeSettings({ mayMix: { customersAndReports: true, customersOfTwoCompanies: true } });
const person = (key: string, circle: Circle, department: string | null = null): Person =>
  makePerson(key, { circle, department });

/** Both ways, which must be one answer. */
function reasonOf(a: Person, b: Person, chosen = settings): ApartReason | null {
  const reason = apartReason(a, b, chosen);
  expect(apartReason(b, a, chosen)).toBe(reason);
  return reason;
}

describe('apart pairs are apart', () => {
  it('whoever of the two wrote it, by any address', () => {
    const ann = makePerson('ann', { apart: ['bo@home.example'] });
    const bo = makePerson('bo', { emails: ['bo@example.org', 'bo@home.example'] });
    expect(reasonOf(ann, bo)).toBe('asked');
    expect(reasonOf(ann, makePerson('cy'))).toBeNull();
  });

  it('also where circles may mix', () => {
    expect(reasonOf(makePerson('ann', { apart: ['bo@example.org'] }), makePerson('bo'), mixing)).toBe(
      'asked',
    );
  });
});

describe('customers and reports', () => {
  it('do not mix', () => {
    expect(reasonOf(person('a', 'customers', 'Acme'), person('b', 'reports', 'Acme'))).toBe(
      'customer-and-report',
    );
  });

  it('unless allowed', () => {
    expect(reasonOf(person('a', 'customers'), person('b', 'reports'), mixing)).toBeNull();
  });

  it('mix with everybody else, and reports among themselves', () => {
    expect(reasonOf(person('a', 'reports'), person('b', 'reports'))).toBeNull();
    for (const circle of ['leaders', 'peers', 'support', 'partners', 'former', 'network'] as const) {
      expect(reasonOf(person('a', 'customers'), person('b', circle))).toBeNull();
      expect(reasonOf(person('a', 'reports'), person('b', circle))).toBeNull();
    }
  });
});

describe('people of two customers', () => {
  it('do not mix, unless allowed', () => {
    const [acme, bolt] = [person('a', 'customers', 'Acme'), person('b', 'customers', 'Bolt')];
    expect(reasonOf(acme, bolt)).toBe('two-customers');
    expect(reasonOf(acme, bolt, mixing)).toBeNull();
  });

  it('of one company mix', () => {
    expect(reasonOf(person('a', 'customers', 'Acme'), person('b', 'customers', 'Acme'))).toBeNull();
  });

  it('without a department might be anybody’s', () => {
    expect(reasonOf(person('a', 'customers'), person('b', 'customers', 'Acme'))).toBe('two-customers');
    expect(reasonOf(person('a', 'customers'), person('b', 'customers'))).toBe('two-customers');
  });
});

it('each leave is for its own pair', () => {
  const only = makeSettings({ mayMix: { customersAndReports: true, customersOfTwoCompanies: false } });
  const circle = fc.constantFrom<Circle>('customers', 'reports', 'peers');
  fc.assert(
    fc.property(circle, circle, (a, b) => {
      const reason = reasonOf(person('a', a, 'Acme'), person('b', b, 'Bolt'), only);
      expect(reason).toBe(a === 'customers' && b === 'customers' ? 'two-customers' : null);
    }),
  );
});
