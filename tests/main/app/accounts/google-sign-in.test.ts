import { describe, expect, it } from 'vitest';
import { explainError } from '#main/app/accounts/google-sign-in.ts';
import { tellFailure } from '#main/app/views/tell-failure.ts';

const CLIENT = { clientId: 'abc.apps.googleusercontent.com' };

describe('what Google may answer to a sign-in, each with what helps', () => {
  it.each([
    ['access_denied', 'choose Continue', 'kies Doorgaan'],
    ['invalid_grant', 'Connect again', 'Verbind opnieuw'],
    ['invalid_client', 'Copy both anew', 'Kopieer beide opnieuw'],
    ['redirect_uri_mismatch', 'type Desktop app', 'type Desktop-app'],
    ['org_internal', 'use another client ID', 'gebruik een andere client-ID'],
    ['admin_policy_enforced', 'Ask its administrator', 'Vraag de beheerder'],
    ['invalid_scope', 'Enable the Google Calendar API', 'Zet de Google Calendar API aan'],
    ['server_error', '(server_error). Try again', '(server_error). Probeer het opnieuw'],
  ])('%s', (error, english, dutch) => {
    const failure = explainError(error, CLIENT);
    expect(failure.message).toContain(english);
    expect(tellFailure(failure, 'nl').message).toContain(dutch);
  });

  it('does not repeat what somebody may have put into the address', () => {
    expect(explainError('<b>call 0900 for help</b>', CLIENT).message).toContain('(no known reason)');
  });
});
