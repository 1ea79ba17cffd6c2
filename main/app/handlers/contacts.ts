import type { Handlers, MethodInput } from '#contract/methods.ts';
import type { ImportResult } from '#contract/imports.ts';
import { fail, type Outcome } from '#contract/outcome.ts';
import { hasRight } from '#main/calendars/google/scopes.ts';
import type { AppContext } from '../context.ts';
import type { PeopleImport } from '../heavy/heavy-work.ts';
import { withToken } from '../services/with-token.ts';
import { tellImport } from '../tell-import.ts';

export function createContactHandlers(context: AppContext) {
  return {
    'people.importGoogle': (input) => importGoogle(context, input),
  } satisfies Partial<Handlers>;
}

async function importGoogle(
  context: AppContext,
  { accountId }: MethodInput<'people.importGoogle'>,
): Promise<Outcome<ImportResult>> {
  const { store, tokens, heavy, requests, googleEndpoints } = context;
  const account = store.accounts.read(accountId);
  if (account === null || account.kind !== 'google') {
    return fail('not-found', `There is no account ${accountId}. Reload the page.`);
  }
  const { user } = account;
  if (!hasRight(tokens.scopes(accountId), 'contacts')) {
    return fail(
      'unauthorized',
      `Golden Hour may not read the contacts of ${user} yet. Continue to Google and allow it there.`,
    );
  }
  const ask = async (token: string): Promise<Outcome<PeopleImport>> => {
    const root = googleEndpoints.api;
    const { outcome, requests: asked } = await heavy.importContacts({
      ...context.moment(),
      token,
      root,
      user,
    });
    requests.note(accountId, asked, 'asked');
    return outcome;
  };
  const asked = await withToken(tokens, accountId, ask, isUnauthorized);
  return asked.ok ? tellImport(context, asked.value) : asked;
}

const isUnauthorized = (imported: Outcome<PeopleImport>): boolean =>
  !imported.ok && imported.code === 'unauthorized';
