import { describe, expect, it } from 'vitest';
import { readGoogleEndpoints } from '#main/calendars/google/endpoints.ts';

describe('what takes the place of Google’s own addresses', () => {
  it.each([
    [{}, { api: null, oauth: null }],
    [{ GOLDEN_HOUR_GOOGLE_API: ' ' }, { api: null, oauth: null }],
    [
      {
        GOLDEN_HOUR_GOOGLE_API: 'http://127.0.0.1:4021/',
        GOLDEN_HOUR_GOOGLE_OAUTH: 'https://gateway.example/google',
      },
      { api: 'http://127.0.0.1:4021', oauth: 'https://gateway.example/google' },
    ],
    [
      { GOLDEN_HOUR_GOOGLE_API: 'http://[::1]:1/calendar/v3' },
      { api: 'http://[::1]:1/calendar/v3', oauth: null },
    ],
  ])('%j', (env, value) => expect(readGoogleEndpoints(env)).toEqual({ ok: true, value }));

  it.each(['/o/oauth2/v2/auth', '/token/', '/revoke'])(
    'takes one of the sign-in’s own addresses for the root that they share: %s',
    (path) => {
      const env = { GOLDEN_HOUR_GOOGLE_OAUTH: `https://gateway.example/google${path}` };
      const value = { api: null, oauth: 'https://gateway.example/google' };
      expect(readGoogleEndpoints(env)).toEqual({ ok: true, value });
    },
  );

  it.each([
    ['GOLDEN_HOUR_GOOGLE_API', 'http://gateway.example/', 'http://gateway.example/'],
    ['GOLDEN_HOUR_GOOGLE_OAUTH', 'gateway', 'no address'],
    ['GOLDEN_HOUR_GOOGLE_OAUTH', 'file:///etc/passwd', 'file:///etc/passwd'],
    ['GOLDEN_HOUR_GOOGLE_API', 'https://me:word@gateway.example/', 'https://gateway.example/'],
    ['GOLDEN_HOUR_GOOGLE_API', 'https://:word@gateway.example/', 'https://gateway.example/'],
    ['GOLDEN_HOUR_GOOGLE_API', 'https://gateway.example/?key=1', 'https://gateway.example/'],
  ])('%s=%s is refused, with its value and a remedy and without a password', (name, value, said) => {
    const read = readGoogleEndpoints({ [name]: value });
    expect(read).toMatchObject({ ok: false, code: 'invalid-input' });
    expect(read.ok ? '' : read.message).toBe(
      `${name} is ${said}. Give an https address, or http on this machine, without user name, question mark or hash, or leave it out.`,
    );
  });
});
