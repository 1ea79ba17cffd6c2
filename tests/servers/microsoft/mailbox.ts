import type { Answer } from './answers.ts';
import { writeCalendarId } from './ids.ts';
import type { Asking } from './event-write.ts';
import type { Contact } from './resources.ts';
import type { Json } from './show.ts';
import { type Calendar, nextRevision, type ServerState } from './state.ts';
import { findZone } from './times.ts';
import { selectParts } from './view.ts';
import { IANA_BY_WINDOWS_NAME } from './zones.ts';

export function showMe({ account, view }: Asking): Answer {
  const [givenName = '', ...rest] = account.name.split(' ');
  const body = {
    id: account.kind === 'work' ? account.objectId : account.objectId.slice(-16).replace('-', ''),
    displayName: account.name,
    givenName,
    surname: rest.join(' '),
    // Personal accounts often have no mail here: the name is the address.
    mail: account.kind === 'work' ? account.email : null,
    userPrincipalName: account.email,
    businessPhones: [],
    jobTitle: null,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
  };
  return { status: 200, body: selectParts(body, view.select) };
}

export function showCalendar(state: ServerState, { account, view }: Asking, calendar: Calendar): Json {
  const provider = account.kind === 'work' ? 'teamsForBusiness' : 'unknown';
  const isOwn = calendar.owner.address === account.email;
  const body = {
    id: writeCalendarId(state, calendar, view.isImmutable),
    name: calendar.name,
    color: calendar.color,
    hexColor: '',
    isDefaultCalendar: calendar.isDefault,
    changeKey: Buffer.from(`calendar ${calendar.revision}`, 'utf8').toString('base64'),
    canShare: isOwn,
    canViewPrivateItems: isOwn,
    canEdit: calendar.canEdit,
    isTallyingResponses: calendar.isDefault,
    isRemovable: !calendar.isDefault,
    allowedOnlineMeetingProviders: account.kind === 'work' ? [provider] : [],
    defaultOnlineMeetingProvider: provider,
    owner: calendar.owner,
  };
  return selectParts(body, view.select);
}

export function renameCalendar(
  state: ServerState,
  { account }: Asking,
  calendar: Calendar,
  body: Json,
): Answer {
  const name = typeof body['name'] === 'string' ? body['name'] : calendar.name;
  account.calendars.set(calendar.key, { ...calendar, name, revision: nextRevision(state) });
  return { status: 204 };
}

export function showSettings({ account }: Asking): Answer {
  return {
    status: 200,
    body: {
      timeZone: account.timeZone,
      dateFormat: 'dd/MM/yyyy',
      timeFormat: 'HH:mm',
      language: { locale: 'en-GB', displayName: 'English (United Kingdom)' },
      workingHours: {
        daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
        startTime: '09:00:00.0000000',
        endTime: '17:00:00.0000000',
        timeZone: { name: account.timeZone },
      },
    },
  };
}

/** With `TimeZoneStandard='Iana'` in brackets Graph answers IANA names; the stand-in knows the usual form only. */
export const listZones = (): Answer => ({
  status: 200,
  body: {
    value: [...IANA_BY_WINDOWS_NAME.keys()].map((alias) => ({
      alias,
      displayName: `${alias} (${findZone(alias) ?? ''})`,
    })),
  },
});

export function showContact(contact: Contact): Json {
  const [givenName = '', ...rest] = contact.displayName.split(' ');
  return {
    '@odata.etag': `W/"${contact.id.slice(-8)}"`,
    id: contact.id,
    displayName: contact.displayName,
    givenName,
    surname: rest.join(' '),
    companyName: contact.company,
    // Outlook keeps a birthday as a moment, near noon in UTC.
    birthday: contact.birthday === null ? null : `${contact.birthday}T11:59:00Z`,
    emailAddresses: contact.emails.map((address) => ({ name: contact.displayName, address })),
  };
}

/** Those whom the user has most to do with: here, simply the address book. */
export const showPerson = (contact: Contact): Json => ({
  id: contact.id,
  displayName: contact.displayName,
  companyName: contact.company,
  personType: { class: 'Person', subclass: 'PersonalContact' },
  scoredEmailAddresses: contact.emails.map((address, index) => ({ address, relevanceScore: 10 - index })),
});
