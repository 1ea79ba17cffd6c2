import type { EpochMs } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import { detailInDutch } from '#main/invites/detail-words.ts';
import { momentText } from '#main/invites/when.ts';
import { assertNever } from '#main/kernel/assert-never.ts';

/** Why an invite waits or failed. Stored as a value, worded when it is shown. */
export type Problem =
  | { readonly kind: 'offline' }
  /** The server said 'later' (4xx). */
  | { readonly kind: 'temporary'; readonly detail: string }
  /** The server said 'never' (5xx) for these addresses. */
  | { readonly kind: 'refused'; readonly emails: readonly string[]; readonly detail: string }
  | { readonly kind: 'unauthorized'; readonly detail: string }
  /** The account's settings cannot work: no such host, no TLS, a certificate that is not trusted. */
  | { readonly kind: 'misconfigured'; readonly detail: string }
  /** The connection broke after the message had begun to leave. */
  | { readonly kind: 'unknown'; readonly emails: readonly string[] }
  | { readonly kind: 'late' }
  | { readonly kind: 'past' }
  | { readonly kind: 'taken'; readonly title: string | null }
  /** The user's calendar on a server does not play along. */
  | { readonly kind: 'calendar'; readonly failure: CalendarTrouble; readonly detail: string }
  /** Somebody deleted it in the calendar. */
  | { readonly kind: 'gone'; readonly guestsWereTold: boolean }
  /** Somebody moved it in a calendar whose server tells nobody. */
  | { readonly kind: 'moved'; readonly startMs: EpochMs; readonly zone: string }
  /** The calendar's server could not tell these guests. */
  | { readonly kind: 'unreached'; readonly emails: readonly string[] };

/**
 * `occupied`: something else lies at its place; `contested`: it changes faster than we can look; `silent`: its server,
 * which told the guests, does not do so any more; `permission`: the user has not let Golden Hour write there yet;
 * `paused`: its server takes nothing from this account for hours.
 */
export type CalendarTrouble =
  | 'offline'
  | 'temporary'
  | 'refused'
  | 'unauthorized'
  | 'misconfigured'
  | 'unknown'
  | 'occupied'
  | 'contested'
  | 'silent'
  | 'permission'
  | 'paused';

/** A sentence or two for the user: what happened, what to do. */
export function describeProblem(problem: Problem, language: Language): string {
  const dutch = language === 'nl';
  switch (problem.kind) {
    case 'offline':
      return dutch
        ? 'De mailserver is niet bereikbaar. Het vertrekt zodra er verbinding is.'
        : 'The mail server cannot be reached. It leaves as soon as there is a connection.';
    case 'temporary':
      return dutch
        ? `De mailserver vroeg om later terug te komen: ${problem.detail}`
        : `The mail server asked to come back later: ${problem.detail}`;
    case 'refused':
      return dutch
        ? `De mailserver weigert ${problem.emails.join(', ')}: ${problem.detail} Klopt het adres?`
        : `The mail server refuses ${problem.emails.join(', ')}: ${problem.detail} Is the address right?`;
    case 'unauthorized':
      return dutch
        ? `De mailserver accepteert de aanmelding niet: ${detailInDutch(problem.detail)} Controleer naam en wachtwoord bij de instellingen.`
        : `The mail server does not accept the login: ${problem.detail} Check the name and password in the settings.`;
    case 'misconfigured':
      return dutch
        ? `Met deze mailinstellingen lukt het niet: ${detailInDutch(problem.detail)} Controleer ze bij de instellingen.`
        : `It does not work with these mail settings: ${problem.detail} Check them in the settings.`;
    case 'unknown':
      return dutch
        ? `De verbinding brak tijdens het verzenden. Misschien is het aangekomen bij ${problem.emails.join(', ')}.`
        : `The connection broke while it was leaving. It may have reached ${problem.emails.join(', ')}.`;
    case 'late':
      return dutch
        ? 'Het had meer dan een uur geleden weg moeten gaan. Nog steeds sturen?'
        : 'It should have left more than an hour ago. Still send it?';
    case 'past':
      return dutch
        ? 'Het moment is al voorbij. Kies een andere tijd.'
        : 'Its time has passed. Choose another time.';
    case 'taken':
      return describeTaken(problem.title, dutch);
    case 'calendar':
      return describeCalendarTrouble(problem.failure, problem.detail, dutch);
    case 'gone':
      return describeGone(problem.guestsWereTold, dutch);
    case 'moved':
      return dutch
        ? `In je agenda is het verplaatst naar ${momentText(problem.startMs, problem.zone, language)}. De gasten weten dat nog niet. Hun de nieuwe tijd sturen?`
        : `It was moved in your calendar to ${momentText(problem.startMs, problem.zone, language)}. The guests do not know yet. Send them the new time?`;
    case 'unreached':
      return dutch
        ? `Je agenda kon ${problem.emails.join(', ')} niet bereiken. Klopt het adres?`
        : `Your calendar could not reach ${problem.emails.join(', ')}. Is the address right?`;
    default:
      return assertNever(problem);
  }
}

function describeTaken(title: string | null, dutch: boolean): string {
  if (title === null) {
    return dutch
      ? 'De plek in je agenda is intussen bezet. Er is niets verstuurd.'
      : 'The time is taken in your calendar by now. Nothing was sent.';
  }
  return dutch
    ? `In je agenda staat intussen '${title}'. Er is niets verstuurd.`
    : `Your calendar now has '${title}' there. Nothing was sent.`;
}

function describeGone(guestsWereTold: boolean, dutch: boolean): string {
  if (guestsWereTold) {
    return dutch
      ? 'Het is verwijderd in je agenda, en de gasten hebben dat gehoord. Annuleer het hier ook, of stuur het opnieuw: dan staat het er weer en worden de gasten opnieuw gevraagd.'
      : 'It was deleted in your calendar, and the guests were told. Cancel it here too, or send it again: then it is back and the guests are asked anew.';
  }
  return dutch
    ? 'Het is verwijderd in je agenda; de gasten weten dat niet. Annuleer het, dan horen ze het, of stuur het toch: dan staat het er weer.'
    : 'It was deleted in your calendar; the guests do not know. Cancel it, and they are told, or send it anyway, and it is back.';
}

const CALENDAR_TROUBLE: Readonly<
  Record<CalendarTrouble, Readonly<Record<Language, (detail: string) => string>>>
> = {
  offline: {
    en: () => 'Your calendar cannot be reached. It leaves as soon as there is a connection.',
    nl: () => 'Je agenda is niet bereikbaar. Het vertrekt zodra er verbinding is.',
  },
  temporary: {
    en: (detail) => `Your calendar's server asked to come back later. ${detail}`,
    nl: (detail) => `De server van je agenda vroeg om later terug te komen. ${detail}`,
  },
  refused: {
    en: (detail) =>
      `Your calendar does not take it. ${detail} Choose another calendar for invites in the settings.`,
    nl: (detail) =>
      `Je agenda neemt het niet aan. ${detail} Kies bij de instellingen een andere agenda voor uitnodigingen.`,
  },
  unauthorized: {
    en: (detail) =>
      `Your calendar does not accept the login any more. ${detail} Connect it again in the settings; the invite is kept.`,
    nl: (detail) =>
      `Je agenda accepteert de aanmelding niet meer. ${detail} Verbind hem opnieuw bij de instellingen; de uitnodiging blijft bewaard.`,
  },
  misconfigured: {
    en: (detail) => `It does not work with this calendar. ${detail} Look at its settings.`,
    nl: (detail) => `Met deze agenda lukt het niet. ${detail} Kijk bij de instellingen ervan.`,
  },
  unknown: {
    en: () =>
      'The connection to your calendar broke while it was leaving. Golden Hour looks whether it is there before it tries again.',
    nl: () =>
      'De verbinding met je agenda brak tijdens het versturen. Golden Hour kijkt eerst of het er staat voordat het opnieuw probeert.',
  },
  occupied: {
    en: (detail) => `Something else lies at its place in your calendar. ${detail} Make a new invite.`,
    nl: (detail) => `Op zijn plek in je agenda staat iets anders. ${detail} Maak een nieuwe uitnodiging.`,
  },
  contested: {
    en: () => 'It keeps changing in your calendar while it is being written. Try again in a moment.',
    nl: () => 'Het verandert in je agenda telkens terwijl het wordt geschreven. Probeer het zo nog eens.',
  },
  permission: {
    en: () =>
      'Golden Hour may not write into this calendar yet. Allow it once; the invite is kept and leaves as soon as you have.',
    nl: () =>
      'Golden Hour mag nog niet in deze agenda schrijven. Sta het één keer toe; de uitnodiging blijft bewaard en vertrekt zodra je dat hebt gedaan.',
  },
  paused: {
    en: () =>
      "Your calendar's server takes no more invites from you for now: a limit of its own is reached. All of them wait and leave by themselves.",
    nl: () =>
      'De server van je agenda neemt voorlopig geen uitnodigingen meer van je aan: de grens daarvan is bereikt. Ze wachten allemaal en vertrekken vanzelf.',
  },
  silent: {
    en: () =>
      "Your calendar's server does not tell the guests any more, so nobody would hear of it. Send it all the same, and they get it by mail from now on.",
    nl: () =>
      'De server van je agenda laat de gasten niets meer weten, dus niemand zou het horen. Verstuur het toch, dan krijgen ze het voortaan per mail.',
  },
};

function describeCalendarTrouble(failure: CalendarTrouble, detail: string, dutch: boolean): string {
  const say = CALENDAR_TROUBLE[failure][dutch ? 'nl' : 'en'];
  return say(dutch ? detailInDutch(detail) : detail)
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}
