import { useMemo } from 'react';
import type { AccountView, CalendarSourceView, CalendarsView } from '#contract/calendars.ts';
import type { MethodInput } from '#contract/methods.ts';
import type { Outcome } from '#contract/outcome.ts';
import { useCall, useHost } from '#renderer/bridge/host.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

type CalendarsMethod =
  | 'calendars.addFeed'
  | 'calendars.watchFile'
  | 'calendars.change'
  | 'calendars.setAddress'
  | 'calendars.sync'
  | 'calendars.cancelSync'
  | 'calendars.believeEmpty'
  | 'calendars.setHome'
  | 'accounts.reconnect'
  | 'accounts.refresh'
  | 'accounts.choose'
  | 'accounts.remove'
  | 'accounts.setGoogleClient';

export interface CalendarActions {
  readonly isBusy: boolean;
  /** Takes what came back over on all screens; a refusal is the caller's to show. */
  readonly run: <Name extends CalendarsMethod>(
    name: Name,
    input: MethodInput<Name>,
  ) => Promise<Outcome<CalendarsView>>;
  /** The same, with a refusal as a notice; `said` is the notice when it went well. */
  readonly runAloud: <Name extends CalendarsMethod>(
    name: Name,
    input: MethodInput<Name>,
    said?: string,
  ) => Promise<boolean>;
  readonly removeCalendar: (calendar: CalendarSourceView) => Promise<boolean>;
  readonly connect: (input: MethodInput<'accounts.connectCaldav'>) => Promise<Outcome<AccountView>>;
}

export function useCalendarActions(): CalendarActions {
  const { views } = useHost();
  const { words } = useText();
  const { call, isBusy } = useCall();
  const { notify, notifyFailure } = useNotices();

  return useMemo<CalendarActions>(() => {
    const run: CalendarActions['run'] = async (name, input) => {
      // Each of these methods answers with all calendars.
      const outcome = (await call(name, input)) as Outcome<CalendarsView>;
      if (outcome.ok) {
        views.put('calendars.read', outcome.value);
        const { notice } = outcome.value;
        if (notice !== null) notify({ kind: 'problem', text: notice });
        void views.reload('outlook.read');
      }
      return outcome;
    };
    return {
      isBusy,
      run,
      runAloud: async (name, input, said) => {
        const outcome = await run(name, input);
        if (!outcome.ok) notifyFailure(outcome);
        else if (said !== undefined) notify({ kind: 'good', text: said });
        return outcome.ok;
      },
      removeCalendar: async ({ id, name }) => {
        const outcome = await call('calendars.remove', { calendarId: id });
        if (!outcome.ok) {
          notifyFailure(outcome);
          return false;
        }
        views.put('outlook.read', outcome.value);
        notify({ kind: 'good', text: words.calendars.removed(name) });
        await Promise.all([views.reload('calendars.read'), views.reload('people.list')]);
        return true;
      },
      connect: async (input) => {
        const outcome = await call('accounts.connectCaldav', input);
        if (outcome.ok) await views.reload('calendars.read');
        return outcome;
      },
    };
  }, [call, isBusy, views, words, notify, notifyFailure]);
}
