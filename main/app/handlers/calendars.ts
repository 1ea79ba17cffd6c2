import { isAbsolute } from 'node:path';
import type { CalendarsView } from '#contract/calendars.ts';
import { type CalendarId, calendarId as toCalendarId, LOCAL_CALENDAR } from '#contract/ids.ts';
import type { Handlers, MethodInput } from '#contract/methods.ts';
import { type Failure, fail, type Outcome, succeed } from '#contract/outcome.ts';
import { parseFeedAddress } from '#main/calendars/feed/address.ts';
import { writeOwnCalendar } from '#main/invites/itip/write.ts';
import { isKnown } from '#main/invites/invite.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import { NEVER_SYNCED } from '#main/store/sync-state.ts';
import type { AppContext } from '../context.ts';
import type { SyncReport } from '../heavy/sync-task.ts';
import { SAMPLE_CALENDAR } from '../sample-state.ts';
import { readCalendars } from '../read-calendars.ts';
import { feedAddress } from '../secret-names.ts';
import { isKeptInStep } from '../services/calendar-sync.ts';
import { explainFirstReading } from '../views/first-reading.ts';
import { readOutlook } from './outlook.ts';

export function createCalendarHandlers(context: AppContext) {
  const { store, sync, outbox } = context;
  /** What is being added at this moment: two clicks are one calendar. */
  const adding = new Set<string>();
  const view = (): Outcome<CalendarsView> => succeed(readCalendars(context));
  const told = (): Outcome<CalendarsView> => {
    context.changed('calendars', 'outlook', 'people');
    return view();
  };
  return {
    'calendars.read': view,
    'calendars.addFeed': (input) => once(adding, input.address.trim(), () => addFeed(context, input)),
    'calendars.watchFile': (input) => once(adding, input.path, () => watchPath(context, input)),
    'calendars.change': ({ calendarId, ...changes }) => {
      if (calendarId === LOCAL_CALENDAR || calendarId === SAMPLE_CALENDAR) return refuseOwn(calendarId);
      return store.calendars.change(calendarId, changes) ? told() : noCalendar(calendarId);
    },
    'calendars.setAddress': (input) => setAddress(context, input),
    'calendars.sync': ({ calendarId }) => {
      if (calendarId !== null && store.calendars.read(calendarId) === null) return noCalendar(calendarId);
      for (const { id, kind } of store.calendars.list()) {
        const isWanted = calendarId === null || id === calendarId;
        if (isWanted && isKeptInStep(kind)) context.inBackground(sync.start(id));
      }
      return view();
    },
    'calendars.cancelSync': ({ calendarId }) => {
      sync.cancel(calendarId);
      return view();
    },
    'calendars.believeEmpty': async ({ calendarId, believe }) => {
      await sync.settle(calendarId);
      const calendar = store.calendars.read(calendarId);
      if (calendar === null) return noCalendar(calendarId);
      if (believe && calendar.sync.trouble?.kind === 'emptied') {
        store.contents.empty(calendarId, context.now());
        store.calendars.saveSync(calendarId, { ...NEVER_SYNCED, lastGoodMs: context.now() });
        context.inBackground(context.inviteCalendars.readBack([calendarId], context.outbox));
      }
      context.inBackground(sync.start(calendarId));
      return told();
    },
    'calendars.setHome': ({ calendarId }) => {
      const calendar = calendarId === null ? null : store.calendars.read(calendarId);
      if (calendarId !== null && calendar === null) return noCalendar(calendarId);
      if (calendar !== null && (!calendar.isWritable || calendar.accountId === null)) {
        return fail('conflict', `${calendar.name} can only be read. Choose a calendar that may be written.`);
      }
      store.calendars.setHome(calendarId);
      return told();
    },
    'calendars.remove': async ({ calendarId }) => {
      if (calendarId === LOCAL_CALENDAR || calendarId === SAMPLE_CALENDAR) return refuseOwn(calendarId);
      await sync.settle(calendarId);
      if (!store.calendars.remove(calendarId)) return noCalendar(calendarId);
      await context.secrets.remove(feedAddress(calendarId));
      context.inBackground(context.heavy.tidyCalendars(context.moment()));
      context.changed('calendars', 'outlook', 'people');
      return succeed(await readOutlook(context));
    },
    'calendars.export': () =>
      succeed({
        name: 'golden-hour.ics',
        text: writeOwnCalendar(
          outbox.list().filter((record) => record.state.kind !== 'cancelled' && isKnown(record)),
        ),
      }),
  } satisfies Partial<Handlers>;
}

const noCalendar = (id: CalendarId): Failure =>
  fail('not-found', `There is no calendar ${id}. Reload the page.`);

const refuseOwn = (id: CalendarId): Failure =>
  id === LOCAL_CALENDAR
    ? fail('conflict', "Golden Hour's own calendar holds your invites. Cancel those instead.")
    : fail('conflict', 'This belongs to the sample week. Remove the sample week as a whole.');

/** A calendar is known by its address once; null: it is not there yet. */
async function findFeed(context: AppContext, address: string): Promise<StoredCalendar | null> {
  for (const calendar of context.store.calendars.list()) {
    if (calendar.kind !== 'feed') continue;
    if ((await context.secrets.get(feedAddress(calendar.id))) === address) return calendar;
  }
  return null;
}

async function once<T>(
  adding: Set<string>,
  key: string,
  add: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  if (adding.has(key))
    return fail('busy', 'This calendar is being added already. It will be there in a moment.');
  adding.add(key);
  try {
    return await add();
  } finally {
    adding.delete(key);
  }
}

const alreadyThere = (name: string): Failure =>
  fail('conflict', `This calendar is there already: ${name}. Remove it first to add it anew.`);

async function addFeed(
  context: AppContext,
  { address: typed, name, role }: MethodInput<'calendars.addFeed'>,
): Promise<Outcome<CalendarsView>> {
  const parsed = parseFeedAddress(typed);
  if (!parsed.ok) return parsed;
  const { address, host } = parsed.value;
  const known = await findFeed(context, address);
  if (known !== null) return alreadyThere(known.name);
  const id = toCalendarId(`feed-${context.newId()}`);
  // The secret first: a calendar whose address was lost by a death could not be read again.
  await context.secrets.set(feedAddress(id), address);
  let isKept = false;
  try {
    const source = { kind: 'feed', address, host } as const;
    const report = await context.sync.readFirst({ calendarId: id, source, add: { name, role } });
    isKept = report.kind === 'done';
    return answerFirst(context, report, 'feed', host);
  } finally {
    if (!isKept) await context.secrets.remove(feedAddress(id));
  }
}

async function watchPath(
  context: AppContext,
  { path, role }: MethodInput<'calendars.watchFile'>,
): Promise<Outcome<CalendarsView>> {
  if (!isAbsolute(path)) {
    return fail(
      'invalid-input',
      `${path} is no whole path. Give it from the root of the disk, like /home/me/work.ics.`,
    );
  }
  const known = context.store.calendars
    .list()
    .find(({ kind, origin }) => kind === 'watched' && origin === path);
  if (known !== undefined) return alreadyThere(known.name);
  const id = toCalendarId(`watched-${context.newId()}`);
  const source = { kind: 'watched', path } as const;
  const report = await context.sync.readFirst({ calendarId: id, source, add: { name: null, role } });
  return answerFirst(context, report, 'file', path);
}

function answerFirst(
  context: AppContext,
  report: SyncReport,
  source: 'feed' | 'file',
  where: string,
): Outcome<CalendarsView> {
  switch (report.kind) {
    case 'done':
      return succeed(readCalendars(context));
    case 'failed':
      return explainFirstReading(report.failure.kind, source, where, context.language());
    case 'emptied':
    case 'cancelled':
    case 'removed':
      return fail('conflict', `Reading ${where} was stopped. Add it again.`);
  }
}

async function setAddress(
  context: AppContext,
  { calendarId, address: typed }: MethodInput<'calendars.setAddress'>,
): Promise<Outcome<CalendarsView>> {
  const calendar = context.store.calendars.read(calendarId);
  if (calendar?.kind !== 'feed') return noCalendar(calendarId);
  const parsed = parseFeedAddress(typed);
  if (!parsed.ok) return parsed;
  const known = await findFeed(context, parsed.value.address);
  if (known !== null && known.id !== calendarId) return alreadyThere(known.name);
  await context.sync.settle(calendarId);
  await context.secrets.set(feedAddress(calendarId), parsed.value.address);
  context.store.calendars.change(calendarId, { origin: parsed.value.host });
  // Validators belong to an address; whatever the new one has counts.
  const { sync } = calendar;
  context.store.calendars.saveSync(calendarId, { ...sync, cursor: null, nextDueMs: null, failures: 0 });
  context.inBackground(context.sync.start(calendarId));
  return succeed(readCalendars(context));
}
