import type { Handlers } from '#contract/methods.ts';
import { fail, succeed } from '#contract/outcome.ts';
import type { AppContext } from '../context.ts';
import { readCalendars } from '../read-calendars.ts';

export function createGoogleHandlers(context: AppContext) {
  const { googleClients } = context;
  return {
    'accounts.connectGoogle': async () => {
      const client = await googleClients.current();
      if (!client.ok) return client;
      return fail('refused', 'Google cannot be asked from here yet.');
    },
    'accounts.cancelConnecting': () => succeed(readCalendars(context)),
    'accounts.setGoogleClient': async ({ clientId, clientSecret }) => {
      // An empty field is no client.
      const client =
        clientId === null || clientId === '' ? null : { clientId, clientSecret: clientSecret || null };
      const saved = await googleClients.save(client);
      if (!saved.ok) return saved;
      context.push('changed', { what: 'calendars' });
      return succeed(readCalendars(context));
    },
    'people.importGoogle': ({ accountId }) =>
      fail('not-found', `There is no account ${accountId}. Reload the page.`),
  } satisfies Partial<Handlers>;
}
