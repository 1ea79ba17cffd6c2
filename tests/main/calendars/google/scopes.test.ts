import { describe, expect, it } from 'vitest';
import { hasRight, missingRights, readGranted, RIGHTS, scopesToAsk } from '#main/calendars/google/scopes.ts';

const AUTH = 'https://www.googleapis.com/auth/';
const READ = [
  'openid',
  'email',
  `${AUTH}calendar.calendarlist.readonly`,
  `${AUTH}calendar.events.readonly`,
  `${AUTH}calendar.freebusy`,
];
const WRITE = `${AUTH}calendar.events.owned`;
const CONTACTS = `${AUTH}contacts.readonly`;

describe('what the user is asked for', () => {
  it.each([
    ['read', [], READ],
    ['write', [], [...READ, WRITE]],
    ['contacts', [], [...READ, CONTACTS]],
    ['contacts', [...READ, WRITE], [...READ, WRITE, CONTACTS]],
    ['read', [WRITE], [...READ, WRITE]],
    ['write', [CONTACTS], [...READ, WRITE, CONTACTS]],
  ] as const)('%s, where %j is granted: all of it at once', (access, granted, asked) => {
    expect(scopesToAsk(access, granted)).toEqual(asked);
  });

  it('a wider right holds the smaller ones', () => {
    expect(RIGHTS.filter((right) => hasRight([`${AUTH}calendar`], right))).toEqual([
      'list',
      'events',
      'free-busy',
      'write',
    ]);
    expect(RIGHTS.filter((right) => hasRight([`${AUTH}calendar.readonly`], right))).toEqual([
      'list',
      'events',
      'free-busy',
    ]);
    expect(hasRight([`${AUTH}calendar.events`], 'write')).toBe(true);
    expect(hasRight([`${AUTH}calendar.events.readonly`], 'write')).toBe(false);
  });

  it.each([
    ['a  b\nc', ['a', 'b', 'c']],
    ['', ['asked']],
    [null, ['asked']],
    [undefined, ['asked']],
  ])('%j is what was granted', (scope, granted) => expect(readGranted(scope, ['asked'])).toEqual(granted));

  it('any part of it may be missing', () => {
    const asked = scopesToAsk('write', []);
    expect(missingRights({ address: null, asked, granted: asked })).toEqual([]);
    expect(missingRights({ address: null, asked, granted: [WRITE] })).toEqual([
      'list',
      'events',
      'free-busy',
    ]);
    expect(missingRights({ address: null, asked: READ, granted: [] })).toEqual([
      'list',
      'events',
      'free-busy',
    ]);
  });
});
