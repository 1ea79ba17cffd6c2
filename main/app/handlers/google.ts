import type { ConnectingView } from '#contract/calendars.ts';
import type { Handlers, MethodInput } from '#contract/methods.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import { createGoogleSignIn } from '../accounts/google-sign-in.ts';
import type { AppContext } from '../context.ts';
import { readCalendars } from '../read-calendars.ts';

export function createGoogleHandlers(context: AppContext) {
  const { googleClients, connecting } = context;
  return {
    'accounts.connectGoogle': (input) => connect(context, input),
    'accounts.cancelConnecting': ({ attemptId }) => {
      connecting.cancel(attemptId);
      return succeed(readCalendars(context));
    },
    'accounts.setGoogleClient': async ({ clientId, clientSecret }) => {
      // An empty field is no client.
      const client =
        clientId === null || clientId === '' ? null : { clientId, clientSecret: clientSecret || null };
      const saved = await googleClients.save(client);
      if (!saved.ok) return saved;
      context.push('changed', { what: 'calendars' });
      return succeed(readCalendars(context));
    },
  } satisfies Partial<Handlers>;
}

async function connect(
  context: AppContext,
  { accountId, access }: MethodInput<'accounts.connectGoogle'>,
): Promise<Outcome<ConnectingView>> {
  const account = accountId === null ? null : context.store.accounts.read(accountId);
  if (accountId !== null && account?.kind !== 'google') {
    return fail('not-found', `There is no account ${accountId}. Reload the page.`);
  }
  const client = await context.googleClients.current();
  if (!client.ok) return client;
  const oauth = context.openGoogleOAuth(client.value);
  return context.connecting.begin(
    createGoogleSignIn(context, { client: client.value, oauth, account, access }),
  );
}
