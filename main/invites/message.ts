import type { Language } from '#contract/vocabulary.ts';
import type { InviteContent, InviteGuest, Step } from '#main/invites/invite.ts';
import { manyLines, oneLine } from '#main/invites/plain-text.ts';
import { dayText, intervalText, showsSameTime, zoneText } from '#main/invites/when.ts';

/** What one guest reads. `subject` and `summary` are one line, `text` is separated by `\n`. */
export interface InviteMessage {
  readonly subject: string;
  /** The title in the guest's calendar. */
  readonly summary: string;
  readonly text: string;
}

interface Words {
  readonly hello: (names: string) => string;
  readonly helloAll: string;
  readonly and: string;
  readonly with: string;
  readonly opening: Readonly<Record<Exclude<Step, 'cancel'>, string>>;
  readonly cancelled: (day: string) => string;
  readonly what: string;
  readonly when: string;
  readonly yourTime: string;
  readonly where: string;
  readonly who: string;
  readonly ifRain: string;
  readonly together: (coHost: string) => string;
  readonly easyNo: Readonly<Record<Exclude<Step, 'cancel'>, string>>;
  readonly subject: Readonly<Record<Step, (what: string, day: string) => string>>;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    hello: (names) => (names === '' ? 'Hi,' : `Hi ${names},`),
    helloAll: 'Hi all,',
    and: 'and',
    with: 'with',
    opening: {
      create: 'It would be good to see you. Would you like to join me?',
      move: 'I have to move our plan a little. This is the new time:',
    },
    cancelled: (day) =>
      `I am sorry, our plan for ${day} cannot go on. There is nothing you need to do, ` +
      'and I hope that we find another moment.',
    what: 'What',
    when: 'When',
    yourTime: 'Your time',
    where: 'Where',
    who: 'Who',
    ifRain: 'If it rains',
    together: (coHost) => `${coHost} and I are asking you together.`,
    easyNo: {
      create: 'No is a fine answer; no reason needed. Another time is just as welcome.',
      move: 'If it does not suit you any more: no is a fine answer; no reason needed.',
    },
    subject: {
      create: (what, day) => `${what} on ${day}?`,
      move: (what, day) => `New time: ${what} on ${day}`,
      cancel: (what, day) => `Cancelled: ${what} on ${day}`,
    },
  },
  nl: {
    hello: (names) => (names === '' ? 'Hoi,' : `Hoi ${names},`),
    helloAll: 'Hoi allemaal,',
    and: 'en',
    with: 'met',
    opening: {
      create: 'Het lijkt me leuk om je te zien. Heb je zin?',
      move: 'Ik moet ons plan een beetje verschuiven. Dit is de nieuwe tijd:',
    },
    cancelled: (day) =>
      `Het spijt me, ons plan voor ${day} gaat niet door. Je hoeft niets te doen, ` +
      'en ik hoop dat we een ander moment vinden.',
    what: 'Wat',
    when: 'Wanneer',
    yourTime: 'Bij jou',
    where: 'Waar',
    who: 'Wie',
    ifRain: 'Als het regent',
    together: (coHost) => `${coHost} en ik vragen je samen.`,
    easyNo: {
      create: 'Nee is een prima antwoord; een reden hoeft niet. Een andere keer is net zo welkom.',
      move: 'Komt het nu niet meer uit: nee is een prima antwoord; een reden hoeft niet.',
    },
    subject: {
      create: (what, day) => `${what} op ${day}?`,
      move: (what, day) => `Nieuwe tijd: ${what} op ${day}`,
      cancel: (what, day) => `Gaat niet door: ${what} op ${day}`,
    },
  },
};

/** The mail and calendar text for one guest, in the guest's language. Made of `content` alone. */
export function writeMessage(content: InviteContent, guest: InviteGuest, step: Step): InviteMessage {
  const words = WORDS[guest.language];
  const what = oneLine(content.activity.name[guest.language]);
  const day = dayText(content.interval.startMs, content.zone, guest.language);
  const summary = titleWith(what, [content.organizer.name], guest.language);
  if (step === 'create' && content.edited !== null) {
    return { subject: oneLine(content.edited.subject), summary, text: manyLines(content.edited.text) };
  }
  const body =
    step === 'cancel'
      ? [words.cancelled(day)]
      : [
          words.opening[step],
          factLines(content, guest, true).join('\n'),
          ...(content.coHost === null ? [] : [words.together(oneLine(content.coHost))]),
          words.easyNo[step],
        ];
  return {
    subject: words.subject[step](what, day),
    summary,
    text: joinParts([greeting(content, guest.language), ...body, oneLine(content.organizer.name)]),
  };
}

/**
 * What everybody reads in the event itself, in the language that all guests share, else English. Without its time,
 * which the event tells better: it would go on saying the old one after a move. What the user wrote stays as it is.
 */
export function writeEventText(content: InviteContent): string {
  if (content.edited !== null) return manyLines(content.edited.text);
  const guest = sharedReader(content);
  const words = WORDS[guest.language];
  return joinParts([
    greeting(content, guest.language),
    words.opening.create,
    factLines(content, guest, false).join('\n'),
    ...(content.coHost === null ? [] : [words.together(oneLine(content.coHost))]),
    words.easyNo.create,
    oneLine(content.organizer.name),
  ]);
}

const joinParts = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

/** The guest as whom everybody reads a shared text. */
export function sharedReader({ guests }: InviteContent): InviteGuest {
  const [first] = guests;
  if (first === undefined)
    throw new Error('An invite without guests has no readers. It should not be stored.');
  if (guests.length === 1) return first;
  const languages = new Set(guests.map(({ language }) => language));
  const language = languages.size === 1 ? first.language : 'en';
  return { ...first, language, zone: null, name: '', email: '' };
}

/** The title of an event that the user and all guests look at. */
export function sharedTitle(content: InviteContent): string {
  const { language } = sharedReader(content);
  const names = [content.organizer, ...content.guests].map(({ name }) => firstName(name));
  return titleWith(oneLine(content.activity.name[language]), names, language);
}

/** More than this many are greeted as all. */
const GREETED_BY_NAME = 3;

/** Everybody is greeted, so that all guests read the same text, and so does who edits it before it leaves. */
function greeting({ guests }: InviteContent, language: Language): string {
  const words = WORDS[language];
  if (guests.length > GREETED_BY_NAME) return words.helloAll;
  const names = guests.map(({ name }) => firstName(name)).filter((name) => name !== '');
  return words.hello(joinNames(names, language));
}

function factLines(content: InviteContent, guest: InviteGuest, withTimes: boolean): readonly string[] {
  const { language } = guest;
  const words = WORDS[language];
  const names = content.guests.length > 1 ? content.guests.map(({ name }) => oneLine(name)) : [];
  return [
    `${words.what}: ${oneLine(content.activity.name[language])}`,
    ...(withTimes ? timeLines(content, guest) : []),
    ...(content.location === null ? [] : [`${words.where}: ${oneLine(content.location)}`]),
    ...(names.length === 0 ? [] : [`${words.who}: ${joinNames(names, language)}`]),
    ...(content.fallback === null ? [] : [`${words.ifRain}: ${oneLine(content.fallback.name[language])}`]),
  ];
}

function timeLines(content: InviteContent, guest: InviteGuest): readonly string[] {
  const { language } = guest;
  const words = WORDS[language];
  const when = intervalText(content.interval, content.zone, language);
  const isElsewhere = guest.zone !== null && !showsSameTime(content.interval, content.zone, guest.zone);
  return [
    `${words.when}: ${when}${isElsewhere ? ` (${zoneText(content.zone, language)})` : ''}`,
    ...(isElsewhere && guest.zone !== null
      ? [
          `${words.yourTime}: ${intervalText(content.interval, guest.zone, language)} (${zoneText(guest.zone, language)})`,
        ]
      : []),
  ];
}

/** The title in the user's own calendar: with whom it is. */
export const ownTitle = (content: InviteContent): string =>
  titleWith(
    oneLine(content.activity.name[content.language]),
    content.guests.map(({ name }) => firstName(name)),
    content.language,
  );

function titleWith(what: string, names: readonly string[], language: Language): string {
  const known = names.map(oneLine).filter((name) => name !== '');
  return known.length === 0 ? what : `${what} ${WORDS[language].with} ${joinNames(known, language)}`;
}

function joinNames(names: readonly string[], language: Language): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${WORDS[language].and} ${last}`;
}

const firstName = (name: string): string => oneLine(name).split(' ')[0] ?? '';

/** What the user reads before the click: one text per language, as the first guest of that language gets it. */
export function previewMessages(content: InviteContent): {
  readonly subject: string;
  readonly texts: readonly { readonly language: Language; readonly text: string }[];
} {
  const firstByLanguage = new Map<Language, InviteGuest>();
  for (const guest of content.guests) {
    if (!firstByLanguage.has(guest.language)) firstByLanguage.set(guest.language, guest);
  }
  const messages = [...firstByLanguage.values()].map((guest) => ({
    language: guest.language,
    ...writeMessage(content, guest, 'create'),
  }));
  return {
    subject: messages[0]?.subject ?? '',
    texts: messages.map(({ language, text }) => ({ language, text })),
  };
}
