import { fail, type Outcome, succeed } from '#contract/outcome.ts';

export interface FeedAddress {
  /** https unless the user wrote http. A credential: whoever has it reads the calendar. */
  readonly address: string;
  /** With its port if it has one; may be shown. */
  readonly host: string;
}

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;
/** `mailto:` and the like; a port (`nas:8080/team.ics`) is no scheme. */
const OPAQUE_SCHEME = /^[a-z][a-z0-9+-]*:(?!\d)/i;
const LONGEST = 8_192;

/**
 * What a user typed or pasted. `webcal` says nothing about encryption, so it becomes https; plain http is used only
 * where the user wrote it. Messages never repeat the address.
 */
export function parseFeedAddress(text: string): Outcome<FeedAddress> {
  const typed = text.trim().replace(/^<(.*)>$/, '$1');
  if (typed === '') return fail('invalid-input', 'Give the address of the calendar.');
  if (typed.length > LONGEST)
    return fail('invalid-input', `The address is longer than ${LONGEST} characters. Copy it again.`);
  const scheme = SCHEME.exec(typed)?.[1]?.toLowerCase() ?? null;
  if (scheme === null && OPAQUE_SCHEME.test(typed)) return refuseScheme(typed.slice(0, typed.indexOf(':')));
  if (scheme !== null && !['http', 'https', 'webcal', 'webcals'].includes(scheme))
    return refuseScheme(scheme);
  const rest = scheme === null ? typed : typed.slice(scheme.length + '://'.length);
  const address = `${scheme === 'http' ? 'http' : 'https'}://${rest}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.hostname === '')
    return fail('invalid-input', 'This is no address of a calendar. Copy it again, from https to its end.');
  url.hash = '';
  return succeed({ address: url.href, host: url.host });
}

const refuseScheme = (scheme: string): Outcome<FeedAddress> =>
  fail(
    'invalid-input',
    `A calendar cannot be read from a ${scheme.toLowerCase()} address. Give one that begins with https, http or webcal.`,
  );
