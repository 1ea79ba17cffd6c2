import { getDomain } from 'tldts';

/** What is known of large providers: where their server is, and what they want for a password. */
export interface KnownHost {
  readonly name: string;
  readonly domains: readonly string[];
  /** Golden Hour connects its accounts in a way of their own. */
  readonly hasOwnWay?: true;
  /** Null: no CalDAV with a password at all. */
  readonly server: string | null;
  /** Where an app password is made; null: the account's own password does. */
  readonly appPasswordAt: string | null;
}

const KNOWN_HOSTS: readonly KnownHost[] = [
  {
    name: 'iCloud',
    domains: ['icloud.com', 'me.com', 'mac.com', 'apple.com'],
    server: 'https://caldav.icloud.com/',
    appPasswordAt: 'account.apple.com',
  },
  {
    name: 'Fastmail',
    domains: ['fastmail.com', 'fastmail.fm', 'messagingengine.com'],
    server: 'https://caldav.fastmail.com/',
    appPasswordAt: 'app.fastmail.com (Settings, Privacy & Security, Integrations)',
  },
  {
    name: 'Google',
    domains: ['google.com', 'gmail.com', 'googlemail.com'],
    hasOwnWay: true,
    server: null,
    appPasswordAt: null,
  },
  {
    name: 'Outlook',
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'office365.com', 'office.com'],
    server: null,
    appPasswordAt: null,
  },
];

export function findKnownHost(host: string): KnownHost | null {
  const domain = getDomain(host);
  return KNOWN_HOSTS.find(({ domains }) => domain !== null && domains.includes(domain)) ?? null;
}
