/** Functions, mailing lists and machines, by what stands before the @. */
const FUNCTIONS: ReadonlySet<string> = new Set(
  [
    'all everyone everybody iedereen team teams staff group list',
    'info office hello hallo contact admin support help helpdesk service servicedesk reception receptie',
    'sales marketing hr jobs careers press events calendar agenda billing finance',
    'news newsletter notification notifications alerts postmaster webmaster mailer-daemon unknownorganizer',
  ].flatMap((words) => words.split(' ')),
);
const MACHINE = /^(?:no|do-?not)[-_.]?reply|[-_.+]no-?reply$|^bounces?[-_+]/;
const LIST_BEGINNING = /^(?:all|team|teams|list|group|grp|dl|everyone)[-_]/;
const LIST_END = /(?:[-_.+](?:all|team|everyone|staff|iedereen)|[-_](?:list|group|dl|announce))$/;
const ROOM =
  /^(?:meeting[-_. ]?room|conference[-_. ]?room|room|vergaderruimte|vergaderzaal|zaal)(?:[-_. ]|\d|$)/;
/** Google's calendars and rooms, and services that carry nothing but lists. */
const DOMAIN_OF_NOBODY = /(?:^|\.)(?:calendar\.google\.com|googlegroups\.com|groups\.io)$|^lists?\./;

/**
 * Whether an address is no single person's: a list, a function such as info@, a machine, a room or a shared calendar.
 * Judged by its spelling alone; in doubt it is a person.
 */
export function isNobodysAddress(email: string): boolean {
  const address = email.toLowerCase();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  return (
    FUNCTIONS.has(local) ||
    MACHINE.test(local) ||
    LIST_BEGINNING.test(local) ||
    LIST_END.test(local) ||
    ROOM.test(local) ||
    DOMAIN_OF_NOBODY.test(address.slice(at + 1))
  );
}
