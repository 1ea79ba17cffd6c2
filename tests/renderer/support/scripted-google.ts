import type { AccountView, CalendarsView, ConnectingView } from '#contract/calendars.ts';
import type { Handlers } from '#contract/methods.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import { createConnecting, createGoogleAccount } from './google.ts';

type GoogleMethods = 'accounts.connectGoogle' | 'accounts.cancelConnecting' | 'accounts.setGoogleClient';

/** What the user says on Google's page; `unticked`: yes, without what was asked for last. */
export type GoogleAnswer = 'yes' | 'unticked' | 'no';

export interface ScriptedGoogle {
  readonly handlers: Pick<Handlers, GoogleMethods>;
  /** Answers the question that is open. */
  readonly answer: (answer: GoogleAnswer) => void;
}

const NO = 'Google said no: you closed its page or did not allow it. Try again when you like.';
const UNTICKED = 'You did not let Golden Hour write your invites, so they wait.';

function applyAnswer(account: AccountView, { access }: ConnectingView, isWhole: boolean): AccountView {
  const { write, contacts } = account.access;
  return {
    ...account,
    trouble: null,
    access: {
      write: write || (isWhole && access === 'write'),
      contacts: contacts || (isWhole && access === 'contacts'),
    },
    missing: isWhole ? [] : [UNTICKED],
    missingAccess: isWhole ? null : access,
  };
}

/** Google's side of it in memory: nothing opens, and the page is answered by `answer`. */
export function scriptGoogle(
  read: () => CalendarsView,
  settle: (next: CalendarsView) => Outcome<CalendarsView>,
): ScriptedGoogle {
  let attempts = 1;
  return {
    handlers: {
      'accounts.connectGoogle': ({ accountId, access }) => {
        const view = read();
        if (view.googleClient === 'none') return fail('refused', 'This copy has no client ID for Google.');
        attempts += 1;
        const connecting = createConnecting({ attemptId: `attempt-${attempts}`, accountId, access });
        settle({ ...view, connecting });
        return succeed(connecting);
      },
      'accounts.cancelConnecting': () => settle({ ...read(), connecting: null }),
      'accounts.setGoogleClient': ({ clientId }) =>
        settle({ ...read(), googleClient: clientId === null ? 'built-in' : 'own' }),
    },
    answer: (answer) => {
      const view = read();
      const { connecting } = view;
      if (connecting === null) throw new Error('Nothing is asked on Google’s page.');
      if (answer === 'no') {
        settle({ ...view, connecting: { ...connecting, state: 'failed', text: NO } });
        return;
      }
      const isWhole = answer === 'yes';
      const { accountId } = connecting;
      const accounts =
        accountId === null
          ? [...view.accounts, applyAnswer(createGoogleAccount(), connecting, true)]
          : view.accounts.map((account) =>
              account.id === accountId ? applyAnswer(account, connecting, isWhole) : account,
            );
      const calendars = view.calendars.map((calendar) =>
        calendar.accountId !== null && calendar.accountId === accountId
          ? { ...calendar, trouble: null, isStale: false }
          : calendar,
      );
      settle({ ...view, calendars, accounts, connecting: null });
    },
  };
}
