import { isNobodysAddress } from '#main/people/mailing-address.ts';
import { isOneSlipApart } from './merge-names.ts';

/** Where a common domain says nothing of who somebody works for. */
const ANYBODYS_DOMAIN =
  /^(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|t-online|proton|protonmail|pm|fastmail|zoho|mail|ziggo|kpnmail|planet|xs4all|home|hetnet|upcmail|telfort|example)\.(?:[a-z]{2,3}\.)?[a-z]{2,6}$/;

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);

/** The mailbox that an address ends up in: without its `+tag`, and at Google without its dots. */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1).replace(/^googlemail\.com$/, 'gmail.com');
  const local = email.slice(0, at).replace(/(?<=.)\+.*$/, '');
  return `${domain === 'gmail.com' ? local.replaceAll('.', '') : local}@${domain}`;
}

/** The domain of an employer; null for those where anybody may have an address. */
export function companyDomainOf(email: string): string | null {
  const domain = domainOf(email);
  return ANYBODYS_DOMAIN.test(domain) ? null : domain;
}

/** An address in common that is a single person's as far as its spelling tells. */
export const findSharedAddress = (a: readonly string[], b: readonly string[]): string | null =>
  a.find((email) => b.includes(email) && !isNobodysAddress(email)) ?? null;

/** The same mailbox under another spelling, or an address that is one slip of the finger away. */
export const hasNearAddress = (a: readonly string[], b: readonly string[]): boolean =>
  a.some((email) =>
    b.some(
      (other) =>
        !isNobodysAddress(email) &&
        !isNobodysAddress(other) &&
        (mailboxOf(email) === mailboxOf(other) || isOneSlipApart(email, other)),
    ),
  );

/** Company names as they are written once with and once without their legal form. */
export const companyKey = (name: string | null): string =>
  (name ?? '')
    .slice(0, 200)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/\b(?:b\.?v\.?|n\.?v\.?|gmbh|ag|inc|llc|ltd|plc|corp|co|sa|s\.a\.|bvba)(?=\W|$)/g, ' ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export function isSameCompany(
  a: { readonly department: string | null; readonly emails: readonly string[] },
  b: { readonly department: string | null; readonly emails: readonly string[] },
): boolean {
  const key = companyKey(a.department);
  if (key !== '' && key === companyKey(b.department)) return true;
  const domains = new Set(a.emails.map(companyDomainOf));
  return b.emails.map(companyDomainOf).some((domain) => domain !== null && domains.has(domain));
}
