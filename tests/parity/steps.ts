import { accountId, activityId, calendarId, inviteId, personId, proposalId } from '#contract/ids.ts';
import type { MethodInput, MethodName, MethodOutput } from '#contract/methods.ts';
import { isoDate } from '#contract/time.ts';

/** What a host has said so far, by method: later inputs name what it gave. */
export type Said = { readonly [Name in MethodName]?: MethodOutput<Name> };
type Steps = { readonly [Name in MethodName]: (said: Said) => MethodInput<Name> };

const nobody = personId('00000000-0000-4000-8000-000000000000');
const noCalendar = calendarId('none');
const noAccount = accountId('none');
const text = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nEND:VCALENDAR\r\n';

const firstIdea = (said: Said) => said['outlook.read']?.proposals[0];
const proposal = (said: Said) => ({ proposalId: firstIdea(said)?.id ?? proposalId('none') });
const invite = (said: Said) => ({ inviteId: said['proposals.invite']?.id ?? inviteId('none') });
const personAt = (said: Said, index: number) => said['people.list']?.people.at(index)?.id ?? nobody;
const draftOf = (said: Said): MethodInput<'people.save'>['draft'] => {
  const { people } = said['people.list'] ?? { people: [] };
  const [person] = people;
  if (person === undefined) throw new Error('The sample week has no people.');
  const { id, emails, circle, department, importance, status, comfort, apart, place, zone, language } =
    person;
  const kept = { id, emails, circle, department, importance, status, comfort, apart, place, zone, language };
  return {
    ...kept,
    name: `${person.name} B.`,
    cadenceDays: 20,
    maximumDays: 40,
    partner: null,
    spontaneous: false,
  };
};

/**
 * Every method of the contract once, in an order that gives most of them something to do; a method that is missing
 * fails the build. Nothing here needs more than this machine.
 */
export const STEPS: Steps = {
  'app.status': () => ({}),
  'settings.read': () => ({}),
  'settings.save': () => ({ changes: { firstRunDone: true, language: 'nl' } }),
  'settings.saveSmtp': () => ({
    account: { host: '127.0.0.1', port: 9, security: 'none', user: 'alex', from: 'alex@example.com' },
    password: 'secret',
  }),
  'settings.testSmtp': () => ({}),
  'settings.saveWeatherKey': () => ({ key: 'key' }),
  // The desktop takes its notices itself; without this one there is none to take in either host.
  'notices.turnOff': () => ({ kind: 'weekly-plan' }),
  'sample.load': () => ({}),
  'outlook.read': () => ({}),
  'people.list': () => ({}),
  'people.read': (said) => ({ personId: personAt(said, 0) }),
  'people.offers': () => ({}),
  'people.dismissOffers': () => ({ emails: ['somebody@example.com'] }),
  'people.merges': () => ({}),
  'proposals.detail': proposal,
  'proposals.preview': proposal,
  'proposals.move': (said) => ({
    ...proposal(said),
    activityId: firstIdea(said)?.activity.id ?? activityId('none'),
    start: firstIdea(said)?.start ?? '2026-06-02T18:00:00+02:00',
  }),
  'proposals.invite': proposal,
  'invites.list': () => ({}),
  'invites.files': invite,
  'invites.undo': invite,
  'invites.sendAnyway': invite,
  'invites.answer': (said) => ({
    ...invite(said),
    email: said['proposals.invite']?.guests[0]?.email ?? 'none@example.com',
    answer: 'accepted',
  }),
  'invites.move': (said) => ({ ...invite(said), start: '2026-06-03T18:00:00+02:00' }),
  'invites.happened': (said) => ({ ...invite(said), what: 'yes' }),
  'invites.cancel': invite,
  'proposals.notNow': (said) => ({ ...proposal(said), days: 7 }),
  'proposals.notThisPerson': (said) => ({ ...proposal(said), personId: personAt(said, 1) }),
  'people.save': (said) => ({ draft: draftOf(said) }),
  'people.setStatus': (said) => ({ personId: personAt(said, 1), status: 'paused' }),
  'people.logTouch': (said) => ({ personId: personAt(said, 1), date: isoDate('2026-05-30') }),
  'people.merge': (said) => ({ keep: personAt(said, 2), drop: personAt(said, 3) }),
  'people.keepApart': (said) => ({ a: personAt(said, 1), b: personAt(said, 2) }),
  'people.remove': (said) => ({ personId: personAt(said, 4) }),
  'activities.list': () => ({}),
  'activities.save': (said) => {
    const [first] = said['activities.list'] ?? [];
    if (first === undefined) throw new Error('There are no activities.');
    return { activity: first.activity, enabled: false };
  },
  'activities.reset': (said) => ({
    activityId: said['activities.list']?.[0]?.activity.id ?? activityId('none'),
  }),
  'outlook.refresh': () => ({}),
  'outlook.notThisWeek': () => ({}),
  'files.import': () => ({ name: 'empty.ics', text }),
  'calendars.read': () => ({}),
  'calendars.addFeed': () => ({ address: 'http://127.0.0.1:9/calendar.ics', name: null, role: 'own' }),
  'calendars.watchFile': () => ({ path: '/nowhere/calendar.ics', role: 'own' }),
  'calendars.change': () => ({ calendarId: noCalendar, name: 'Other' }),
  'calendars.setAddress': () => ({ calendarId: noCalendar, address: 'https://127.0.0.1:9/x.ics' }),
  'calendars.sync': () => ({ calendarId: noCalendar }),
  'calendars.cancelSync': () => ({ calendarId: noCalendar }),
  'calendars.believeEmpty': () => ({ calendarId: noCalendar, believe: true }),
  'calendars.setHome': () => ({ calendarId: null }),
  'calendars.remove': () => ({ calendarId: noCalendar }),
  'calendars.export': () => ({}),
  'accounts.connectCaldav': () => ({ server: 'http://127.0.0.1:9/', user: 'alex', password: 'secret' }),
  'accounts.connectGoogle': () => ({ accountId: noAccount, access: 'read' }),
  'accounts.cancelConnecting': () => ({ attemptId: 'none' }),
  'accounts.setGoogleClient': () => ({ clientId: 'abc.apps.googleusercontent.com', clientSecret: null }),
  'people.importGoogle': () => ({ accountId: noAccount }),
  'accounts.reconnect': () => ({ accountId: noAccount, password: 'secret' }),
  'accounts.refresh': () => ({ accountId: noAccount }),
  'accounts.choose': () => ({ accountId: noAccount, refs: [] }),
  'accounts.remove': () => ({ accountId: noAccount }),
  'notices.take': () => ({}),
  'notices.pause': () => ({ until: 'tomorrow' }),
  'places.search': () => ({ query: 'Amsterdam' }),
  'updates.check': () => ({}),
  'updates.fetch': () => ({}),
  'updates.install': () => ({}),
  'window.open': () => ({ hash: '#/people' }),
  'window.closePopover': () => ({}),
  // After the plans: between guests of one gap the drawn identity decides, and each host draws its own.
  'people.follow': () => ({ people: [{ email: 'new@example.com', name: 'New Person', circle: 'network' }] }),
  'sample.remove': () => ({}),
};
