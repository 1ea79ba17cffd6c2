import ICAL from 'ical.js';
import type { Rsvp } from '#contract/vocabulary.ts';
import type { Attendee, EventType, Occurrence, Organizer } from '#main/calendars/event.ts';
import type { ContentLine } from '#main/calendars/ical/calendar-text.ts';
import type { EventFields } from '#main/calendars/ical/series.ts';

const TEXTS = ['SUMMARY', 'LOCATION', 'UID', 'CATEGORIES', 'NAME', 'X-WR-CALNAME', 'X-GOLDEN-HOUR-ACTIVITY'];

// ical.js types its tables as any; these two are handed back to it unseen.
const ICAL_TABLES = ICAL.design.icalendar as {
  readonly param: unknown;
  readonly value: { readonly text: unknown };
};

/** Only what is text is decoded: every other value stays as it was written. */
const DESIGN_SET = {
  name: 'golden-hour',
  param: ICAL_TABLES.param,
  value: { text: ICAL_TABLES.value.text },
  property: Object.fromEntries(TEXTS.map((name) => [name.toLowerCase(), { defaultType: 'text' }])),
  propertyGroups: false,
};

type Parameters = Readonly<Record<string, string | readonly string[]>>;

interface TextProperty {
  readonly parameters: Parameters;
  readonly value: string;
}

/** A property that is no date; undefined when the line cannot be read. */
function readTextProperty(text: string): TextProperty | undefined {
  let property: unknown;
  try {
    property = ICAL.parse.property(text, DESIGN_SET);
  } catch (problem) {
    // A line that ical.js refuses, such as one with an open quote, costs itself alone.
    if (problem instanceof Error) return undefined;
    throw problem;
  }
  if (!Array.isArray(property)) return undefined;
  // jCal (RFC 7265): name, parameters, type, value.
  const [, parameters, , value] = property as [string, Parameters, string, unknown];
  return typeof value === 'string' ? { parameters, value } : undefined;
}

/** Reads a text such as a SUMMARY; null when it is empty or unreadable. */
export function readText(text: string): string | null {
  const colon = text.indexOf(':');
  // Without parameters and escapes the value stands there as it is; that is nearly every text.
  const isPlain = !text.includes('\\') && !text.slice(0, colon).includes(';');
  return (isPlain ? text.slice(colon + 1) : (readTextProperty(text)?.value ?? '')).trim() || null;
}

const CONFERENCE_PROPERTIES =
  /^(?:CONFERENCE|X-GOOGLE-CONFERENCE|X-MICROSOFT-(?:SKYPETEAMS|ONLINEMEETING|TEAMS).*|X-ZOOM-.*|X-TEAMS-.*)$/;
const JOIN_LINK =
  /https?:\/\/(?:[a-z0-9.-]+\.)?(?:zoom\.us\/(?:j|my|w|s)\/|zoomgov\.com\/j\/|teams\.microsoft\.com\/(?:l\/meetup-join|meet)\/|teams\.live\.com\/meet\/|meet\.google\.com\/[a-z]|webex\.com\/(?:meet|join|[a-z0-9.-]+\/j)|whereby\.com\/|meet\.jit\.si\/|gotomeet\.me\/|gotomeeting\.com\/join|bluejeans\.com\/\d|chime\.aws\/\d|join\.skype\.com\/|meet\.goto\.com\/|facetime\.apple\.com\/join)/i;

const BIRTHDAY_CATEGORY = /^(?:birthdays?|anniversar(?:y|ies)|verjaardag(?:en)?)$/i;

/** Each occurrence of a series carries them all; a crowd of thirty is nobody's get-together already. */
const MAXIMUM_ATTENDEES = 2_000;

/** Organizers and attendees by their lines: the same people are in most events of a calendar. */
export type AddressBook = Map<string, Attendee | null>;

/** Reads all but the times. `isAllDay` because only a whole day can be a birthday by its category. */
export function readEventFields(
  lines: readonly ContentLine[],
  isAllDay: boolean,
  addresses: AddressBook,
): EventFields {
  let summary: string | null = null;
  let location: string | null = null;
  let hasConference = false;
  let status: string | undefined;
  let isTransparent = false;
  let busyStatus: string | undefined;
  let isBirthday = false;
  let ownType: EventType | undefined;
  let organizer: Organizer | null = null;
  let activity: string | null = null;
  const attendees = new Map<string, Attendee>();
  for (const { name, text } of lines) {
    if (name === 'SUMMARY') summary ??= readText(text);
    else if (name === 'LOCATION') location ??= readText(text);
    else if (name === 'STATUS') status = lastWord(text);
    else if (name === 'TRANSP') isTransparent = lastWord(text) === 'TRANSPARENT';
    else if (name === 'X-MICROSOFT-CDO-BUSYSTATUS') busyStatus = lastWord(text);
    else if (name === 'ORGANIZER') organizer ??= readOrganizer(text, addresses);
    else if (name === 'ATTENDEE') addAttendee(attendees, text, addresses);
    else if (name === 'X-GOLDEN-HOUR-ACTIVITY') activity = readText(text);
    else if (name === 'X-GOLDEN-HOUR-TYPE') ownType = readOwnType(text);
    else if (name === 'DESCRIPTION' || name === 'URL' || name === 'X-ALT-DESC')
      hasConference ||= JOIN_LINK.test(text);
    else if (name === 'CATEGORIES') isBirthday ||= isAllDay && hasBirthdayCategory(text);
    else if (name === 'X-NEXTCLOUD-BC-FIELD-TYPE') isBirthday = true;
    else if (CONFERENCE_PROPERTIES.test(name)) hasConference = true;
  }
  return {
    summary,
    location,
    hasConference: hasConference || JOIN_LINK.test(location ?? ''),
    status: readStatus(status, busyStatus),
    transparency: isTransparent || busyStatus === 'FREE' ? 'transparent' : 'opaque',
    type: ownType ?? readType(busyStatus, isBirthday),
    organizer,
    attendees: [...attendees.values()],
    activity,
  };
}

const lastWord = (text: string): string =>
  text
    .slice(text.lastIndexOf(':') + 1)
    .trim()
    .toUpperCase();

const hasBirthdayCategory = (text: string): boolean =>
  (readText(text) ?? '').split(',').some((category) => BIRTHDAY_CATEGORY.test(category.trim()));

function readStatus(status: string | undefined, busyStatus: string | undefined): Occurrence['status'] {
  if (status === 'CANCELLED' || status === 'CANCELED') return 'cancelled';
  if (status === 'TENTATIVE') return 'tentative';
  return status === undefined && busyStatus === 'TENTATIVE' ? 'tentative' : 'confirmed';
}

const OWN_TYPES = ['out-of-office', 'focus', 'working-location', 'birthday'] as const;

/** Written by those who turn another format into this one. */
const readOwnType = (text: string): EventType | undefined =>
  OWN_TYPES.find((type) => type.toUpperCase() === lastWord(text));

function readType(busyStatus: string | undefined, isBirthday: boolean): EventType {
  if (isBirthday) return 'birthday';
  if (busyStatus === 'OOF') return 'out-of-office';
  return busyStatus === 'WORKINGELSEWHERE' ? 'working-location' : 'default';
}

function readOrganizer(text: string, addresses: AddressBook): Organizer | null {
  const found = lookUp(text, addresses);
  return found && { email: found.email, name: found.name };
}

function addAttendee(attendees: Map<string, Attendee>, text: string, addresses: AddressBook): void {
  if (attendees.size >= MAXIMUM_ATTENDEES) return;
  const found = lookUp(text, addresses);
  if (found && !attendees.has(found.email)) attendees.set(found.email, found);
}

function lookUp(text: string, addresses: AddressBook): Attendee | null {
  let found = addresses.get(text);
  if (found === undefined) {
    found = readAttendee(text);
    addresses.set(text, found);
  }
  return found;
}

function readAttendee(text: string): Attendee | null {
  const property = readTextProperty(text);
  const email = property && readAddress(property);
  if (property === undefined || email === undefined) return null;
  return {
    email,
    name: nameOf(property),
    rsvp: readRsvp(parameter(property, 'partstat')),
    kind: readKind(parameter(property, 'cutype')),
  };
}

function parameter(property: TextProperty, name: string): string | undefined {
  const value = property.parameters[name];
  return typeof value === 'string' ? value : value?.[0];
}

const nameOf = (property: TextProperty): string | null =>
  parameter(property, 'cn')
    ?.replace(/^["']|["']$/g, '')
    .trim() || null;

/** An e-mail address in lower case; a URN of somebody without one, who still counts as company. */
function readAddress(property: TextProperty): string | undefined {
  const value = property.value.trim().replace(/^mailto:\s*/i, '');
  const email = parameter(property, 'email')?.replace(/^mailto:\s*/i, '');
  const address = value.includes('@') ? value : (email ?? value);
  return address.replace(/^<|>$/g, '').trim().toLowerCase() || undefined;
}

function readRsvp(partstat: string | undefined): Rsvp {
  switch (partstat?.toUpperCase() ?? '') {
    case 'ACCEPTED':
    case 'COMPLETED':
    case 'IN-PROCESS':
      return 'accepted';
    // Whoever sends somebody else does not come.
    case 'DECLINED':
    case 'DELEGATED':
      return 'declined';
    case 'TENTATIVE':
      return 'tentative';
    default:
      return 'needs-action';
  }
}

function readKind(cutype: string | undefined): Attendee['kind'] {
  switch (cutype?.toUpperCase() ?? '') {
    case 'ROOM':
      return 'room';
    case 'RESOURCE':
      return 'resource';
    case 'GROUP':
      return 'group';
    default:
      return 'individual';
  }
}
