import type { FailureCode } from '#contract/outcome.ts';
import type { Language } from '#contract/vocabulary.ts';
import { findKnownHost } from './known-hosts.ts';

/** Why an account could not be connected. `host` is always the one that was asked. */
export type DiscoveryProblem =
  | { readonly kind: 'nonsense'; readonly typed: string }
  | { readonly kind: 'colon'; readonly user: string }
  | { readonly kind: 'unencrypted'; readonly host: string }
  /** `hasOwnWay`: its accounts are connected in the browser. */
  | { readonly kind: 'no-passwords'; readonly name: string; readonly hasOwnWay: boolean }
  | { readonly kind: 'unreachable'; readonly host: string }
  | { readonly kind: 'slow'; readonly host: string }
  | { readonly kind: 'certificate'; readonly host: string }
  | { readonly kind: 'unauthorized'; readonly host: string; readonly user: string }
  /** 401 that names no Basic: another way of signing in is wanted. */
  | { readonly kind: 'other-login'; readonly host: string }
  /** 401 that offers Digest alone: an older way, which sends no password but stores it readable. */
  | { readonly kind: 'digest'; readonly host: string }
  | { readonly kind: 'elsewhere'; readonly host: string; readonly target: string }
  | { readonly kind: 'web-page'; readonly host: string }
  | { readonly kind: 'not-caldav'; readonly host: string }
  | { readonly kind: 'trouble'; readonly host: string; readonly status: number }
  | { readonly kind: 'refused'; readonly host: string; readonly status: number }
  | { readonly kind: 'unreadable'; readonly host: string }
  | { readonly kind: 'no-calendars'; readonly host: string; readonly user: string };

export const DISCOVERY_CODES: Readonly<Record<DiscoveryProblem['kind'], FailureCode>> = {
  nonsense: 'invalid-input',
  colon: 'invalid-input',
  unencrypted: 'invalid-input',
  'no-passwords': 'refused',
  unreachable: 'offline',
  slow: 'offline',
  certificate: 'refused',
  unauthorized: 'unauthorized',
  'other-login': 'unauthorized',
  digest: 'unauthorized',
  elsewhere: 'refused',
  'web-page': 'unreadable',
  'not-caldav': 'not-found',
  trouble: 'busy',
  refused: 'refused',
  unreadable: 'unreadable',
  'no-calendars': 'not-found',
};

type Words = readonly [en: string, nl: string];

function explainPassword(host: string): Words {
  const known = findKnownHost(host);
  const appPasswordAt = known?.appPasswordAt ?? null;
  if (known === null || appPasswordAt === null) {
    return [
      'If the account has two-step sign-in, make an app password in its security settings and use that.',
      'Heeft het account tweestapsverificatie? Maak dan in de beveiligingsinstellingen een app-wachtwoord en gebruik dat.',
    ];
  }
  return [
    `${known.name} wants an app password, not your own: make one at ${appPasswordAt}.`,
    `${known.name} wil een app-wachtwoord, niet je eigen: maak er een op ${appPasswordAt}.`,
  ];
}

function choose(problem: DiscoveryProblem): Words {
  switch (problem.kind) {
    case 'nonsense':
      return [
        `'${problem.typed}' is no address of a server. Enter one such as cloud.example.org, or your e-mail address.`,
        `'${problem.typed}' is geen adres van een server. Vul er een in zoals cloud.example.org, of je e-mailadres.`,
      ];
    case 'colon':
      return [
        `A user name cannot hold a colon, and '${problem.user}' does. Check it at your provider.`,
        `Een gebruikersnaam kan geen dubbele punt bevatten, en '${problem.user}' doet dat wel. Controleer hem bij je aanbieder.`,
      ];
    case 'unencrypted':
      return [
        `Without encryption anybody on the way could read your password, so ${problem.host} is not asked over http. Enter its https address.`,
        `Zonder versleuteling kan iedereen onderweg je wachtwoord lezen, dus ${problem.host} wordt niet via http gevraagd. Vul het https-adres in.`,
      ];
    case 'no-passwords':
      if (problem.hasOwnWay) {
        return [
          `${problem.name} does not let other programs read calendars with a password. Go back and choose ${problem.name}: you then say yes in your browser.`,
          `Bij ${problem.name} kunnen andere programma's agenda's niet met een wachtwoord lezen. Ga terug en kies ${problem.name}: je zegt dan ja in je browser.`,
        ];
      }
      return [
        `${problem.name} does not let other programs read calendars with a password. Publish the calendar in ${problem.name}'s own settings and add that address as a feed.`,
        `Bij ${problem.name} kunnen andere programma's agenda's niet met een wachtwoord lezen. Publiceer de agenda in de instellingen van ${problem.name} en voeg dat adres toe als feed.`,
      ];
    case 'unreachable':
      return [
        `${problem.host} cannot be reached. Check the address and the network.`,
        `${problem.host} is niet bereikbaar. Controleer het adres en de verbinding.`,
      ];
    case 'slow':
      return [
        `${problem.host} did not answer in time. Try again later.`,
        `${problem.host} antwoordde niet op tijd. Probeer het later opnieuw.`,
      ];
    case 'certificate':
    case 'unauthorized':
    case 'other-login':
    case 'digest':
    case 'elsewhere':
    case 'web-page':
    case 'not-caldav':
    case 'trouble':
    case 'refused':
    case 'unreadable':
    case 'no-calendars':
      return chooseAnswered(problem);
  }
}

type Answered = Exclude<
  DiscoveryProblem,
  { kind: 'nonsense' | 'colon' | 'unencrypted' | 'no-passwords' | 'unreachable' | 'slow' }
>;

function chooseAnswered(problem: Answered): Words {
  const { host } = problem;
  switch (problem.kind) {
    case 'certificate':
      return [
        `${host} does not show a certificate that this computer trusts, so the password is not sent. Check the address, or have the certificate put right.`,
        `${host} toont geen certificaat dat deze computer vertrouwt, dus het wachtwoord gaat er niet heen. Controleer het adres, of laat het certificaat herstellen.`,
      ];
    case 'unauthorized': {
      const [en, nl] = explainPassword(host);
      return [
        `${host} does not accept this password for '${problem.user}'. Check both. ${en}`,
        `${host} accepteert dit wachtwoord voor '${problem.user}' niet. Controleer beide. ${nl}`,
      ];
    }
    case 'other-login':
      return [
        `${host} does not take a name and password. If it can publish the calendar, add that address as a feed.`,
        `${host} neemt geen naam en wachtwoord aan. Kan het de agenda publiceren, voeg dat adres dan toe als feed.`,
      ];
    case 'digest':
      return [
        `${host} takes passwords only in an old way (Digest). Whoever runs it can allow Basic over https; in Baïkal it is the setting 'WebDAV authentication type'.`,
        `${host} neemt wachtwoorden alleen op een oude manier aan (Digest). De beheerder kan Basic over https toestaan; in Baïkal is dat de instelling 'WebDAV authentication type'.`,
      ];
    case 'elsewhere':
      return [
        `${host} says that its calendars are at ${problem.target}. If you trust that server with your password, enter it as the address.`,
        `${host} zegt dat de agenda's op ${problem.target} staan. Vertrouw je die server je wachtwoord toe, vul hem dan in als adres.`,
      ];
    case 'web-page':
      return [
        `${host} answers with a web page, not with calendars. Look up its CalDAV address; for Nextcloud it ends with /remote.php/dav.`,
        `${host} antwoordt met een webpagina, niet met agenda's. Zoek het CalDAV-adres op; bij Nextcloud eindigt dat op /remote.php/dav.`,
      ];
    case 'not-caldav':
      return [
        `No calendars are offered at ${host}. Look up the CalDAV address at your provider.`,
        `Op ${host} worden geen agenda's aangeboden. Zoek het CalDAV-adres op bij je aanbieder.`,
      ];
    case 'trouble':
      return [
        `${host} has trouble of its own (${problem.status}). Try again later.`,
        `${host} heeft zelf een probleem (${problem.status}). Probeer het later opnieuw.`,
      ];
    case 'refused':
      return [
        `${host} refuses to list its calendars (${problem.status}). Ask whoever runs it whether this account may use CalDAV.`,
        `${host} weigert de agenda's te tonen (${problem.status}). Vraag de beheerder of dit account CalDAV mag gebruiken.`,
      ];
    case 'unreadable':
      return [
        `The answer of ${host} could not be read as CalDAV. Check the address; if it is right, try again later.`,
        `Het antwoord van ${host} is niet als CalDAV te lezen. Controleer het adres; klopt het, probeer het later opnieuw.`,
      ];
    case 'no-calendars':
      return [
        `'${problem.user}' has no calendar for events on ${host}. Make one there first, or check the user name.`,
        `'${problem.user}' heeft op ${host} geen agenda voor afspraken. Maak er daar eerst een, of controleer de gebruikersnaam.`,
      ];
  }
}

/** A sentence or two for the user: what happened, what to do. */
export function describeDiscoveryProblem(problem: DiscoveryProblem, language: Language): string {
  const [english, dutch] = choose(problem);
  return language === 'nl' ? dutch : english;
}
