import type { Settings } from '#contract/settings.ts';
import type { Person } from '#main/people/person.ts';

/** Why two people are never guests of one get-together. */
export type ApartReason = 'asked' | 'customer-and-report' | 'two-customers';

/**
 * Apart pairs are apart; customers and reports do not mix, nor people of two customers, unless the user allows it. A
 * customer without a department might be anybody's, so that counts as another company.
 */
export function apartReason(a: Person, b: Person, settings: Settings): ApartReason | null {
  if (
    a.apart.some((email) => b.emails.includes(email)) ||
    b.apart.some((email) => a.emails.includes(email)) ||
    // An event names each address once, so one mailbox is one guest.
    a.emails.some((email) => b.emails.includes(email))
  ) {
    return 'asked';
  }
  const customers = Number(a.circle === 'customers') + Number(b.circle === 'customers');
  const reports = Number(a.circle === 'reports') + Number(b.circle === 'reports');
  if (customers === 1 && reports === 1 && !settings.mayMix.customersAndReports) return 'customer-and-report';
  const sameCompany = a.department !== null && a.department === b.department;
  if (customers === 2 && !sameCompany && !settings.mayMix.customersOfTwoCompanies) return 'two-customers';
  return null;
}
