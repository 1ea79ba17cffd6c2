import type { Handlers } from '#contract/methods.ts';
import type { OutlookView, WritePermission } from '#contract/outlook.ts';
import type { AppStatus } from '#contract/status.ts';
import { succeed } from '#contract/outcome.ts';
import { addDays, weekdayOf } from '#main/kernel/dates.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { AppContext } from '../context.ts';
import { loadSample, removeSample } from '../sample-loading.ts';
import { readCalendars } from '../read-calendars.ts';
import { readSampleMark } from '../sample-state.ts';
import { accountName, readAccess } from '../views/calendars.ts';
import { viewHappenedAsks, viewInvites } from '../views/invites.ts';
import { viewOutlook } from '../views/outlook.ts';

/** The screen of the coming days, as it is now. */
export async function readOutlook(context: AppContext): Promise<OutlookView> {
  const week = await context.plans.current();
  // A synchronisation that changed nothing is no reason to plan anew, and still moves what the screen says of it.
  const calendars = readCalendars(context).calendars.filter(
    ({ kind, events }) => kind !== 'local' || events > 0,
  );
  const warnings = context.settings.warnings();
  return viewOutlook(
    week,
    calendars,
    viewInvites(context),
    viewHappenedAsks(context),
    context.now(),
    warnings,
    findPermission(context),
  );
}

function findPermission({ store }: AppContext): WritePermission | null {
  const home = store.calendars.list().find(({ isHome }) => isHome);
  const accountId = home?.accountId ?? null;
  const account = accountId === null ? null : store.accounts.read(accountId);
  if (account === null || readAccess(account).write) return null;
  return { accountId: account.id, accountName: accountName(account) };
}

export function readStatus(context: AppContext): AppStatus {
  const { theme, firstRunDone } = context.settings.read();
  const pausedUntilMs = context.store.noticeLog.pausedUntil();
  return {
    version: context.version,
    capabilities: context.capabilities,
    language: context.language(),
    theme,
    firstRunDone,
    sampleWeek: readSampleMark(context.store) !== null,
    zone: context.zone(),
    noticesPausedUntil:
      pausedUntilMs === null || pausedUntilMs <= context.now()
        ? null
        : openZone(context.zone()).format(pausedUntilMs),
    desktop: context.desktop(),
  };
}

export function createOutlookHandlers(context: AppContext) {
  const { store, weather } = context;
  return {
    'app.status': () => succeed(readStatus(context)),
    'outlook.read': async () => {
      context.inBackground(weather.refreshIfDue());
      return succeed(await readOutlook(context));
    },
    'outlook.refresh': async () => {
      await weather.refreshIfDue();
      return succeed(await readOutlook(context));
    },
    'outlook.notThisWeek': async () => {
      const today = context.today();
      store.holds.add({ kind: 'not-this-week', until: addDays(today, 8 - weekdayOf(today)) });
      context.changed('outlook');
      return succeed(await readOutlook(context));
    },
    'sample.load': async () => {
      const loaded = await loadSample(context);
      if (!loaded.ok) return loaded;
      return succeed(await readOutlook(context));
    },
    'sample.remove': async () => {
      removeSample(context);
      return succeed(await readOutlook(context));
    },
  } satisfies Partial<Handlers>;
}
