import type { Bridge } from '#contract/bridge.ts';
import type { EventName, Events } from '#contract/events.ts';
import { calendarId } from '#contract/ids.ts';
import type { Handlers, MethodInput, MethodName, MethodOutput } from '#contract/methods.ts';
import type { InviteView } from '#contract/invites.ts';
import type { OutlookView } from '#contract/outlook.ts';
import type { AppStatus } from '#contract/status.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { UpdateState } from '#contract/updates.ts';
import type { Language } from '#contract/vocabulary.ts';
import { createCalendar, NO_SIGN_IN } from './calendars.ts';
import { followCalendars } from './google.ts';
import { createMerges, createPeople } from './people.ts';
import { createAlternatives, createOutlook, createPendingInvite } from './plan.ts';
import { type Scene, stageCalendars, stageOutlook } from './scenes.ts';
import { scriptCalendars } from './scripted-calendars.ts';
import type { GoogleAnswer } from './scripted-google.ts';
import { scriptPeople } from './scripted-people.ts';
import { createActivities, createDesktop, createSettings, createStatus, NEXT_UPDATE } from './settings.ts';

export interface ScriptedOptions {
  readonly scene: Scene;
  readonly language: Language;
  readonly theme: 'system' | 'light' | 'dark';
  /** The host has a popover, and this page is it. */
  readonly popover?: boolean;
}

export interface ScriptedBridge extends Bridge {
  push<Name extends EventName>(name: Name, payload: Events[Name]): void;
  setConnected(connected: boolean): void;
  /** Answers what is asked on Google's page. */
  answerGoogle(answer: GoogleAnswer): void;
  /** Names of the methods called so far, oldest first. */
  readonly calls: readonly MethodName[];
}

/** The contract in memory: enough of a host for a page to be looked at and driven, and nothing that plans. */
export function createScriptedBridge({
  scene,
  language,
  theme,
  popover = false,
}: ScriptedOptions): ScriptedBridge {
  const allPeople = createPeople();
  const people = scriptPeople(
    allPeople,
    scene === 'nobody' || scene === 'first-run' ? [] : allPeople,
    scene === 'doubles' ? createMerges(allPeople) : [],
  );
  let settings = { ...createSettings(), language, theme, firstRunDone: scene !== 'first-run' };
  const statusOf = (): AppStatus => ({
    ...createStatus(settings),
    desktop: scene === 'desktop' ? createDesktop(settings) : null,
  });
  let status = statusOf();
  let outlook = stageOutlook(scene, createOutlook(allPeople));
  const asked = outlook.happenedAsks;
  const answered = new Set<string>();
  let activities = createActivities();
  const calls: MethodName[] = [];
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const connections = new Set<(connected: boolean) => void>();

  const push: ScriptedBridge['push'] = (name, payload) => {
    // The set of a name only ever holds listeners of that name.
    for (const listener of listeners.get(name) ?? []) listener(payload as never);
  };
  const notFound = (what: string): Outcome<never> => fail('not-found', `There is no ${what} any more.`);

  const changeInvite = (id: string, change: (invite: InviteView) => InviteView): Outcome<InviteView> => {
    const invite = outlook.invites.find((candidate) => candidate.id === id);
    if (invite === undefined) return notFound('such invite');
    const changed = change(invite);
    outlook = {
      ...outlook,
      invites: outlook.invites.map((other) => (other.id === id ? changed : other)),
    };
    push('invite.changed', { inviteId: changed.id });
    return succeed(changed);
  };
  const leaveLater = (id: string): void => {
    setTimeout(() => {
      const invite = outlook.invites.find((candidate) => candidate.id === id);
      if (invite?.state.kind !== 'undo-window') return;
      changeInvite(id, (before) => ({
        ...before,
        state: { kind: 'sent', at: new Date(now()).toISOString() },
      }));
    }, 10_000);
  };
  /** The host's clock goes on from the moment of the plan. */
  const openedAt = performance.now();
  const now = (): number => Date.parse(outlook.now) + performance.now() - openedAt;
  const soon = (): string => new Date(now() + 10_000).toISOString();
  const viewNow = (): OutlookView => ({ ...outlook, now: new Date(now()).toISOString() });
  const findProposal = (id: string) => outlook.proposals.find((proposal) => proposal.id === id);
  const withoutProposal = (id: string): Outcome<OutlookView> => {
    outlook = { ...outlook, proposals: outlook.proposals.filter((proposal) => proposal.id !== id) };
    return succeed(outlook);
  };

  const isEmpty = scene === 'no-calendar' || scene === 'first-run';
  const calendars = scriptCalendars(
    isEmpty ? { ...NO_SIGN_IN, calendars: [], accounts: [] } : stageCalendars(scene),
    (view) => {
      outlook = followCalendars(outlook, view);
      push('changed', { what: 'calendars' });
      push('changed', { what: 'outlook' });
    },
  );
  outlook = followCalendars(outlook, calendars.read());

  const update = (updates: UpdateState): AppStatus => {
    status = { ...status, desktop: status.desktop === null ? null : { ...status.desktop, updates } };
    return status;
  };

  const handlers: Handlers = {
    ...calendars.handlers,
    ...people.handlers,
    'app.status': () => succeed({ ...status, capabilities: { ...status.capabilities, popover } }),
    'window.open': () => succeed({}),
    'window.closePopover': () => succeed({}),
    'outlook.read': () =>
      scene === 'failed' ? fail('bug', 'The planner met a day that it did not expect.') : succeed(viewNow()),
    'outlook.refresh': () => succeed(viewNow()),
    'outlook.notThisWeek': () => {
      outlook = { ...outlook, proposals: [], headline: 'No more ideas until Monday.' };
      return succeed(outlook);
    },
    'proposals.detail': ({ proposalId }) =>
      succeed({
        proposalId,
        weatherHours: [18, 19, 20].map((hour, index) => ({
          minute: hour * 60,
          apparentC: 21 - index,
          rainMm: 0,
          gustKmh: 22,
          suitability: 0.96 - index * 0.05,
          reasons: index === 2 ? ['gusts up to 34 km/h'] : [],
        })),
        alternatives: createAlternatives(),
      }),
    'proposals.preview': ({ proposalId }) => {
      const proposal = findProposal(proposalId);
      if (proposal === undefined) return notFound('such idea');
      return succeed({
        recipients: proposal.guests.map(({ name, email }) => ({ name, email, language: 'en' })),
        subject: `${proposal.activity.name} on Thursday?`,
        texts: [{ language: 'en', text: 'Hi Priya and Sam,\n\nfancy a grill at ours on Thursday?\n\nAlex' }],
        route: calendars.read().calendars.some(({ isHome }) => isHome) ? 'calendar' : 'handed-over',
        location: 'Home',
      });
    },
    'proposals.invite': ({ proposalId }) => {
      const proposal = findProposal(proposalId);
      if (proposal === undefined) return notFound('such idea');
      const home = calendars.read().calendars.find(({ isHome }) => isHome);
      const invite = createPendingInvite(proposal, soon(), home?.name ?? null);
      outlook = {
        ...outlook,
        invites: [...outlook.invites.filter(({ id }) => id !== invite.id), invite],
      };
      leaveLater(invite.id);
      return succeed(invite);
    },
    'proposals.move': ({ proposalId, start }) => {
      const proposal = findProposal(proposalId);
      if (proposal === undefined) return notFound('such idea');
      const minutes = proposal.span.until - proposal.span.from;
      const from = Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16));
      const date = outlook.days.find((day) => start.startsWith(day.date))?.date ?? proposal.date;
      const moved = { ...proposal, date, start, span: { from, until: from + minutes } };
      outlook = {
        ...outlook,
        proposals: outlook.proposals.map((other) => (other.id === proposalId ? moved : other)),
      };
      return succeed(outlook);
    },
    'proposals.notNow': ({ proposalId }) => withoutProposal(proposalId),
    'proposals.notThisPerson': ({ proposalId }) => withoutProposal(proposalId),
    'invites.list': () => succeed(outlook.invites),
    'invites.undo': ({ inviteId: id }) => {
      const invite = outlook.invites.find((candidate) => candidate.id === id);
      if (invite === undefined) return notFound('such invite');
      const state: InviteView['state'] = { kind: 'cancelled', at: outlook.now };
      outlook = { ...outlook, invites: outlook.invites.filter((other) => other.id !== id) };
      if (answered.delete(id))
        outlook = { ...outlook, happenedAsks: asked.filter((other) => !answered.has(other.id)) };
      return succeed({ ...invite, state });
    },
    'invites.sendAnyway': ({ inviteId: id }) =>
      changeInvite(id, (invite) => ({ ...invite, state: { kind: 'undo-window', sendsAt: soon() } })),
    'invites.cancel': ({ inviteId: id }) =>
      changeInvite(id, (invite) => ({
        ...invite,
        step: 'cancel',
        state: { kind: 'undo-window', sendsAt: soon() },
      })),
    'invites.move': ({ inviteId: id, start }) => {
      const past = asked.find((candidate) => candidate.id === id);
      if (past !== undefined) {
        answered.add(id);
        const date = outlook.days.find((day) => start.startsWith(day.date))?.date ?? past.date;
        outlook = {
          ...outlook,
          happenedAsks: outlook.happenedAsks.filter((other) => other.id !== id),
          invites: [...outlook.invites, { ...past, date, start }],
        };
      }
      return changeInvite(id, (invite) => ({
        ...invite,
        step: 'move',
        state: { kind: 'undo-window', sendsAt: soon() },
      }));
    },
    'invites.answer': ({ inviteId: id, email, answer }) =>
      changeInvite(id, (invite) => ({
        ...invite,
        guests: invite.guests.map((guest) => (guest.email === email ? { ...guest, answer } : guest)),
      })),
    'invites.happened': ({ inviteId: id, what }) => {
      const invite = asked.find((candidate) => candidate.id === id);
      if (invite === undefined) return notFound('such invite');
      if (what === null) answered.delete(id);
      else answered.add(id);
      outlook = { ...outlook, happenedAsks: asked.filter((other) => !answered.has(other.id)) };
      push('changed', { what: 'outlook' });
      return succeed(invite);
    },
    'invites.files': () =>
      succeed({
        eml: { name: 'invite.eml', text: 'Subject: Grill' },
        ics: { name: 'invite.ics', text: 'BEGIN:VCALENDAR' },
      }),
    'files.import': ({ name, text }) => {
      if (!text.startsWith('BEGIN:VCALENDAR'))
        return fail('unreadable', `${name} is none of the kinds known.`);
      const calendar = createCalendar({
        id: calendarId(name),
        name: name.replace(/\.ics$/, ''),
        kind: 'file',
        events: 3,
        occurrences: 2,
      });
      calendars.add(calendar);
      return succeed({ kind: 'calendar', calendar });
    },
    'calendars.remove': ({ calendarId: id }) => {
      calendars.remove(id);
      return succeed(outlook);
    },
    'calendars.export': () => succeed({ name: 'golden-hour.ics', text: 'BEGIN:VCALENDAR' }),
    'activities.list': () => succeed(activities),
    'activities.save': ({ activity, enabled }) => {
      activities = [
        ...activities.filter((state) => state.activity.id !== activity.id),
        { activity, enabled, edited: true },
      ];
      return succeed(activities);
    },
    'activities.reset': () => succeed(activities),
    'settings.read': () => succeed(settings),
    'settings.save': ({ changes }) => {
      settings = { ...settings, ...changes } as typeof settings;
      status = { ...statusOf(), sampleWeek: status.sampleWeek };
      return succeed(settings);
    },
    'notices.take': () => succeed([]),
    'notices.turnOff': () => succeed(settings),
    'notices.pause': ({ until }) => {
      status = { ...status, noticesPausedUntil: until === null ? null : '2026-06-05T00:00:00+02:00' };
      return succeed(status);
    },
    'updates.check': () => succeed(update(NEXT_UPDATE['updates.check'])),
    'updates.fetch': () => succeed(update(NEXT_UPDATE['updates.fetch'])),
    'updates.install': () => succeed(update(NEXT_UPDATE['updates.install'])),
    'settings.saveSmtp': ({ account }) => {
      settings = { ...settings, smtp: account };
      return succeed(settings);
    },
    'settings.testSmtp': () => succeed({ greeting: '220 mail.example.org' }),
    'settings.saveWeatherKey': () => succeed(settings),
    'places.search': ({ query }) =>
      succeed(
        /^utr/i.test(query)
          ? [
              {
                name: 'Utrecht',
                region: 'Utrecht',
                country: 'Netherlands',
                countryCode: 'NL',
                lat: 52.09,
                lon: 5.12,
                zone: 'Europe/Amsterdam',
              },
            ]
          : [],
      ),
    'sample.load': () => {
      people.followAll();
      outlook = createOutlook(allPeople);
      status = { ...status, sampleWeek: true };
      return succeed(outlook);
    },
    'sample.remove': () => {
      outlook = stageOutlook('no-calendar', outlook);
      status = { ...status, sampleWeek: false };
      return succeed(outlook);
    },
  };

  const call = async <Name extends MethodName>(
    name: Name,
    input: MethodInput<Name>,
  ): Promise<Outcome<MethodOutput<Name>>> => {
    calls.push(name);
    if (scene === 'loading' && name === 'outlook.read') await new Promise(() => {});
    const handler: Handlers[Name] = handlers[name];
    return handler(input);
  };

  return {
    calls,
    answerGoogle: calendars.answerGoogle,
    call,
    push,
    setConnected: (connected) => {
      for (const listener of connections) listener(connected);
    },
    on: (name, listener) => {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known.add(listener));
      return () => known.delete(listener);
    },
    onConnection: (listener) => {
      connections.add(listener);
      listener(true);
      return () => connections.delete(listener);
    },
  };
}
