import type { Language } from '#contract/vocabulary.ts';
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
  | { readonly kind: 'taken'; readonly title: string | null };

/** A sentence or two for the user: what happened, what to do. */
export function describeProblem(problem: Problem, language: Language): string {
  const dutch = language === 'nl';
  switch (problem.kind) {
    case 'offline':
      return dutch
        ? 'De mailserver is niet bereikbaar. Het gaat weg zodra er verbinding is.'
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
        ? `De mailserver accepteert de aanmelding niet: ${problem.detail} Controleer naam en wachtwoord bij de instellingen.`
        : `The mail server does not accept the login: ${problem.detail} Check the name and password in the settings.`;
    case 'misconfigured':
      return dutch
        ? `Met deze mailinstellingen lukt het niet: ${problem.detail} Controleer ze bij de instellingen.`
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
