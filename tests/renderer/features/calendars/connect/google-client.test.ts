import { expect, test } from 'vitest';
import { readClientDraft } from '#renderer/features/calendars/connect/google-client.ts';

const ID = '1234567890-a1_b2c3.apps.googleusercontent.com';

test('what comes with copying is cut off', () => {
  expect(readClientDraft({ clientId: ` ${ID}\n`, clientSecret: '\tGOCSPX-abc ' })).toEqual({
    kind: 'client',
    client: { clientId: ID, clientSecret: 'GOCSPX-abc' },
  });
});

test.each([
  ['', 'secret', 'needs-id'],
  ['   ', 'secret', 'needs-id'],
  ['1234567890-abc', 'secret', 'bad-id'],
  [`https://${ID}`, 'secret', 'bad-id'],
  [`${ID}.evil.example`, 'secret', 'bad-id'],
  [`${ID} ${ID}`, 'secret', 'bad-id'],
  ['alex@gmail.com', 'secret', 'bad-id'],
  [ID, '', 'needs-secret'],
  [ID, '  ', 'needs-secret'],
] as const)('%j with %j: %s', (clientId, clientSecret, problem) => {
  expect(readClientDraft({ clientId, clientSecret })).toEqual({ kind: 'problem', problem });
});
